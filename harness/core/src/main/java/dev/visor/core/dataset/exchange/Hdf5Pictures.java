package dev.visor.core.dataset.exchange;

import dev.visor.api.ObservationSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pictures in one array of an HDF5 file, in any way in which people keep them: unsigned bytes
 * with colours first or last, or a picture a row, encoded as JPEG or PNG.
 *
 * @param array what the file says of it
 * @param place the file and the array's path
 */
record Hdf5Pictures(Hdf5Source.Stored array, Place place) {
  private static final String UNEQUAL = "holds pictures of different sizes";

  /**
   * Their size.
   *
   * @param proprio state values beside each picture
   * @throws dev.visor.core.VisorException if they are no pictures
   */
  ObservationSpec size(int proprio, Hdf5Source source) {
    List<Long> shape = array.shape();
    if (isEncoded() && array.rows() > 0) {
      Picture picture = Picture.read(encoded(0, 1, source).get(0), place);
      return new ObservationSpec(picture.height(), picture.width(), proprio);
    }
    boolean last = isColoursLast();
    if (!array.single() || !(last || isColoursFirst())) {
      throw place.fault(
          "holds no pictures: " + shape + (array.single() ? "" : ", not of unsigned bytes"),
          "save them as uint8 (rows, 3, height, width) or (rows, height, width, 3)");
    }
    long height = shape.get(last ? 1 : 2);
    long width = shape.get(last ? 2 : 3);
    Picture.checkSize(height, width, place);
    return new ObservationSpec((int) height, (int) width, proprio);
  }

  /** Whether they may have lost something since they were taken. */
  boolean isEncoded() {
    return array.encoded() || array.single() && array.shape().size() == 2;
  }

  /** Whether their shape and type are those of pictures. */
  boolean isLikely() {
    return isEncoded() || array.single() && (isColoursLast() || isColoursFirst());
  }

  private boolean isColoursFirst() {
    return array.shape().size() == 4 && array.shape().get(1) == ObservationSpec.CHANNELS;
  }

  private boolean isColoursLast() {
    return array.shape().size() == 4 && array.shape().get(3) == ObservationSpec.CHANNELS;
  }

  /**
   * Reads some of them.
   *
   * @param row of the first
   * @param images to write to
   * @param at number of the picture in {@code images} that the first will be
   */
  void read(
      long row, int count, ObservationSpec observation, byte[] images, int at, Hdf5Source source) {
    int atOnce = Math.max(1, Hdf5Source.MOST_BYTES / observation.imageBytes());
    for (int done = 0; done < count; done += atOnce) {
      int some = Math.min(atOnce, count - done);
      int to = (at + done) * observation.imageBytes();
      if (isEncoded()) {
        decode(row + done, some, observation, images, to, source);
      } else {
        copy(row + done, some, observation, images, to, source);
      }
    }
  }

  private void decode(
      long row, int count, ObservationSpec observation, byte[] images, int to, Hdf5Source source) {
    for (byte[] encoded : encoded(row, count, source)) {
      Picture picture = Picture.read(encoded, place);
      if (picture.height() != observation.height() || picture.width() != observation.width()) {
        throw place.fault(UNEQUAL, "make all pictures the same size");
      }
      System.arraycopy(picture.bytes(), 0, images, to, picture.bytes().length);
      to += picture.bytes().length;
    }
  }

  private void copy(
      long row, int count, ObservationSpec observation, byte[] images, int to, Hdf5Source source) {
    byte[] stored = source.bytes(place, row, count);
    if (stored.length != count * observation.imageBytes()) {
      throw place.fault(UNEQUAL, "import files of equal pictures alone");
    }
    if (isColoursLast()) {
      System.arraycopy(stored, 0, images, to, stored.length);
    } else {
      coloursLast(stored, count, observation, images, to);
    }
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

  private List<byte[]> encoded(long row, int count, Hdf5Source source) {
    if (array.encoded()) {
      return source.encoded(place, row, count);
    }
    byte[] together = source.bytes(place, row, count);
    List<byte[]> rows = new ArrayList<>();
    int length = together.length / count;
    for (int i = 0; i < count; i++) {
      rows.add(Arrays.copyOfRange(together, i * length, (i + 1) * length));
    }
    return rows;
  }
}
