package dev.visor.core.dataset.exchange;

import java.util.List;

/** Several arrays of numbers beside one another, as one. */
final class Columns {
  private Columns() {}

  /** Rows that hold the values of each key, in the order of the keys. */
  static float[] joined(Hdf5Rows rows, List<String> keys, long row, int count, Hdf5Source source) {
    return beside(keys.stream().map(key -> rows.numbers(key, row, count, source)).toList(), count);
  }

  /**
   * Rows that hold the values of each array, in their order.
   *
   * @param columns arrays of {@code count} rows each
   */
  static float[] beside(List<float[]> columns, int count) {
    int width = columns.stream().mapToInt(values -> values.length / count).sum();
    float[] all = new float[count * width];
    int column = 0;
    for (float[] values : columns) {
      int length = values.length / count;
      for (int t = 0; t < count; t++) {
        System.arraycopy(values, t * length, all, t * width + column, length);
      }
      column += length;
    }
    return all;
  }
}
