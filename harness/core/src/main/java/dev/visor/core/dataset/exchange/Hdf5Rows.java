package dev.visor.core.dataset.exchange;

import dev.visor.api.ObservationSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The rows of several HDF5 files of the same keys, one file after the other as if they were one:
 * people cut their data into shards, and not always where an episode ends.
 */
final class Hdf5Rows {
  private final List<Path> files;
  private final List<SortedMap<String, Hdf5Source.Stored>> arrays = new ArrayList<>();
  private final long[] first;

  /**
   * Lists what is in the files.
   *
   * @param key the array whose rows are counted
   */
  Hdf5Rows(List<Path> files, String key, Hdf5Source source) {
    this.files = List.copyOf(files);
    this.first = new long[files.size() + 1];
    for (int i = 0; i < files.size(); i++) {
      arrays.add(source.list(Place.of(files.get(i))));
      first[i + 1] = first[i] + stored(i, key).rows();
      if (first[i + 1] < first[i] || first[i + 1] > Hdf5Source.MOST_NUMBERS) {
        throw Place.of(files.get(i))
            .key(key)
            .fault(
                "brings the rows to more than %,d".formatted(Hdf5Source.MOST_NUMBERS),
                "import fewer files at a time");
      }
    }
  }

  /** Rows of all files together. */
  int rows() {
    return (int) first[files.size()];
  }

  /** The file that holds a row. */
  Place place(long row, int episode) {
    return Place.of(files.get(file(row)), episode);
  }

  /** Keys that all files have. */
  SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>(arrays.get(0).keySet());
    arrays.forEach(here -> keys.retainAll(here.keySet()));
    return keys;
  }

  /** Values in a row of an array, the same in all files; its rows are as many as those counted. */
  int rowLength(String key) {
    long length = 0;
    for (int i = 0; i < files.size(); i++) {
      Hdf5Source.Stored array = stored(i, key);
      Place place = Place.of(files.get(i)).key(key);
      if (array.rows() != first[i + 1] - first[i]) {
        throw place.fault(
            "has %,d rows where others have %,d".formatted(array.rows(), first[i + 1] - first[i]),
            "get the file again, or leave it out: it is not whole");
      }
      long here = array.rowElements();
      if (i > 0 && here != length || here < 1 || here > 1 << 24) {
        throw place.fault("has rows of the shape " + array.shape(), "import equal files alone");
      }
      length = here;
    }
    return (int) length;
  }

  /** Refuses an array of more than one value a row. */
  void checkColumn(String key) {
    if (rowLength(key) != 1) {
      throw Place.of(files.get(0))
          .key(key)
          .fault("has the shape " + stored(0, key).shape(), "save one number a row");
    }
  }

  /** The size of the pictures in an array of any of the forms that {@link #pictures} reads. */
  ObservationSpec pictureSize(String key, int proprio, Hdf5Source source) {
    return pictures(0, key).size(proprio, source);
  }

  private Hdf5Pictures pictures(int file, String key) {
    return new Hdf5Pictures(stored(file, key), Place.of(files.get(file)).key(key));
  }

  /** Some rows of an array of numbers. */
  float[] numbers(String key, long row, int count, Hdf5Source source) {
    int length = rowLength(key);
    if ((long) length * count > Hdf5Source.MOST_NUMBERS) {
      throw Place.of(files.get(file(row)))
          .key(key)
          .fault(
              "holds %d rows of %d values; that is no episode's".formatted(count, length),
              "import fewer shards at a time, or leave this array out");
    }
    float[] all = new float[length * count];
    for (Run run : runs(row, count)) {
      float[] some = source.numbers(Place.of(files.get(run.file)).key(key), run.row, run.count);
      if (some.length != length * run.count) {
        throw Place.of(files.get(run.file)).fault("was changed while it was read", "import again");
      }
      System.arraycopy(some, 0, all, length * run.done, some.length);
    }
    return all;
  }

  /** Some pictures, whichever way they are kept: colours first or last, or encoded one by one. */
  byte[] pictures(String key, ObservationSpec observation, long row, int count, Hdf5Source source) {
    byte[] images = Picture.room(count, observation, Place.of(files.get(file(row))).key(key));
    for (Run run : runs(row, count)) {
      pictures(run.file, key).read(run.row, run.count, observation, images, run.done, source);
    }
    return images;
  }

  private Hdf5Source.Stored stored(int file, String key) {
    Hdf5Source.Stored array = arrays.get(file).get(key);
    if (array == null) {
      throw Place.of(files.get(file))
          .fault(
              "has no array '" + key + "'; it has " + arrays.get(file).keySet(),
              "choose another --format, or save it with that key");
    }
    return array;
  }

  /** Rows that lie in one file. */
  private record Run(int file, long row, int count, int done) {}

  private List<Run> runs(long row, int count) {
    List<Run> runs = new ArrayList<>();
    int done = 0;
    while (done < count) {
      int file = file(row + done);
      int some = (int) Math.min(count - done, first[file + 1] - (row + done));
      runs.add(new Run(file, row + done - first[file], some, done));
      done += some;
    }
    return runs;
  }

  private int file(long row) {
    int file = 0;
    while (file < files.size() - 1 && row >= first[file + 1]) {
      file++;
    }
    return file;
  }
}
