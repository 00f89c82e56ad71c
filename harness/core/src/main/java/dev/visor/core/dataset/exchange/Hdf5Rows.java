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
  private final List<SortedMap<String, Hdf5Process.Stored>> arrays = new ArrayList<>();
  private final long[] first;

  /**
   * Lists what is in the files.
   *
   * @param key the array whose rows are counted
   */
  Hdf5Rows(List<Path> files, String key, Hdf5Process process) {
    this.files = List.copyOf(files);
    this.first = new long[files.size() + 1];
    for (int i = 0; i < files.size(); i++) {
      arrays.add(process.list(Place.of(files.get(i))));
      first[i + 1] = first[i] + stored(i, key).rows();
    }
  }

  /** Rows of all files together. */
  long rows() {
    return first[files.size()];
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
      Hdf5Process.Stored array = stored(i, key);
      Place place = Place.of(files.get(i)).key(key);
      if (array.rows() != first[i + 1] - first[i]) {
        throw place.fault(
            "has %d rows where others have %d".formatted(array.rows(), first[i + 1] - first[i]),
            "get the file again, or leave it out: it is not whole");
      }
      long here = 1;
      for (int d = 1; d < array.shape().size(); d++) {
        here = here * Math.min(array.shape().get(d), 1L << 20);
      }
      if (i > 0 && here != length || here < 1 || here > 1 << 24) {
        throw place.fault("has rows of the shape " + array.shape(), "import equal files alone");
      }
      length = here;
    }
    return (int) length;
  }

  /** The size of the pictures in an array of any of the forms that {@link #pictures} reads. */
  ObservationSpec pictureSize(String key, int proprio, Hdf5Process process) {
    Hdf5Process.Stored array = stored(0, key);
    Place place = Place.of(files.get(0)).key(key);
    if (isEncoded(array)) {
      Picture picture = Picture.read(encoded(array, place, 0, 1, process).get(0), place);
      return new ObservationSpec(picture.height(), picture.width(), proprio);
    }
    List<Long> shape = array.shape();
    boolean last = shape.size() == 4 && shape.get(3) == ObservationSpec.CHANNELS;
    boolean first = shape.size() == 4 && shape.get(1) == ObservationSpec.CHANNELS;
    if (!array.single() || !(last || first)) {
      throw place.fault(
          "holds no pictures: " + shape + (array.single() ? "" : ", not of unsigned bytes"),
          "save them as uint8 (rows, 3, height, width) or (rows, height, width, 3)");
    }
    return new ObservationSpec(
        Math.toIntExact(shape.get(last ? 1 : 2)),
        Math.toIntExact(shape.get(last ? 2 : 3)),
        proprio);
  }

  /** Some rows of an array of numbers. */
  float[] numbers(String key, long row, int count, Hdf5Process process) {
    float[] all = new float[0];
    for (Run run : runs(row, count)) {
      Hdf5Process.Stored array = stored(run.file, key);
      float[] some =
          process.numbers(Place.of(files.get(run.file)).key(key), array, run.row, run.count);
      if (all.length == 0) {
        all = new float[some.length / run.count * count];
      }
      System.arraycopy(some, 0, all, some.length / run.count * run.done, some.length);
    }
    return all;
  }

  /** Some pictures, whichever way they are kept: colours first or last, or encoded one by one. */
  byte[] pictures(
      String key, ObservationSpec observation, long row, int count, Hdf5Process process) {
    byte[] images = new byte[count * observation.imageBytes()];
    for (Run run : runs(row, count)) {
      Place place = Place.of(files.get(run.file)).key(key);
      Hdf5Process.Stored array = stored(run.file, key);
      int to = run.done * observation.imageBytes();
      if (isEncoded(array)) {
        for (byte[] encoded : encoded(array, place, run.row, run.count, process)) {
          Picture picture = Picture.read(encoded, place);
          if (picture.bytes().length != observation.imageBytes()
              || picture.height() != observation.height()) {
            throw place.fault(
                "holds pictures of different sizes", "make all pictures the same size");
          }
          System.arraycopy(picture.bytes(), 0, images, to, picture.bytes().length);
          to += picture.bytes().length;
        }
      } else {
        byte[] stored = process.bytes(place, run.row, run.count);
        if (stored.length != run.count * observation.imageBytes()) {
          throw place.fault(
              "holds pictures of different sizes", "import files of equal pictures alone");
        }
        boolean last = array.shape().get(3) == ObservationSpec.CHANNELS;
        if (last) {
          System.arraycopy(stored, 0, images, to, stored.length);
        } else {
          coloursLast(stored, run.count, observation, images, to);
        }
      }
    }
    return images;
  }

  private static void coloursLast(
      byte[] planes, int count, ObservationSpec observation, byte[] images, int offset) {
    int pixels = observation.height() * observation.width();
    for (int t = 0; t < count; t++) {
      int from = t * observation.imageBytes();
      for (int colour = 0; colour < ObservationSpec.CHANNELS; colour++) {
        for (int i = 0; i < pixels; i++) {
          images[offset + from + i * ObservationSpec.CHANNELS + colour] =
              planes[from + colour * pixels + i];
        }
      }
    }
  }

  private static boolean isEncoded(Hdf5Process.Stored array) {
    return array.encoded() || array.single() && array.shape().size() == 2;
  }

  private static List<byte[]> encoded(
      Hdf5Process.Stored array, Place place, long row, int count, Hdf5Process process) {
    if (array.encoded()) {
      return process.encoded(place, row, count);
    }
    byte[] together = process.bytes(place, row, count);
    List<byte[]> rows = new ArrayList<>();
    int length = together.length / count;
    for (int i = 0; i < count; i++) {
      rows.add(java.util.Arrays.copyOfRange(together, i * length, (i + 1) * length));
    }
    return rows;
  }

  private Hdf5Process.Stored stored(int file, String key) {
    Hdf5Process.Stored array = arrays.get(file).get(key);
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
    while (row >= first[file + 1]) {
      file++;
    }
    return file;
  }
}
