package dev.visor.core.dataset.exchange;

import java.util.List;
import java.util.SortedMap;

/**
 * Where arrays in HDF5 files are read from. Whatever is wrong with a file is told as a {@link
 * dev.visor.core.VisorException} with its place. For one thread.
 */
interface Hdf5Source extends AutoCloseable {
  /** The most bytes that are asked for at once; callers read longer runs in pieces. */
  int MOST_BYTES = 96 << 20;

  /** The most numbers that are asked for at once. */
  int MOST_NUMBERS = 8 << 20;

  /**
   * An array in a file.
   *
   * @param encoded whether its rows are of different lengths, as those of JPEG pictures are
   * @param single whether its elements have one byte each
   */
  record Stored(boolean encoded, boolean single, List<Long> shape) {
    public Stored {
      shape = List.copyOf(shape);
    }

    long rows() {
      return shape.isEmpty() ? 0 : shape.get(0);
    }

    /** Elements in a row; {@link Long#MAX_VALUE} if they are more than any row of use has. */
    long rowElements() {
      long elements = 1;
      for (long length : shape.subList(Math.min(1, shape.size()), shape.size())) {
        if (length < 1) {
          return 0;
        }
        if (elements > Integer.MAX_VALUE / length) {
          return Long.MAX_VALUE;
        }
        elements *= length;
      }
      return elements;
    }
  }

  /** All arrays of a file, by their paths without the first slash. */
  SortedMap<String, Stored> list(Place place);

  /**
   * Some rows of an array of bytes.
   *
   * @param place the file and the array's path
   */
  byte[] bytes(Place place, long row, int count);

  /** Some rows of an array whose rows have different lengths, a list of bytes each. */
  List<byte[]> encoded(Place place, long row, int count);

  /** Some rows of an array of numbers of any type; truth is 0 or 1. */
  float[] numbers(Place place, long row, int count);

  @Override
  void close();
}
