package dev.visor.core.dataset.exchange;

import java.util.List;

/** Several arrays of numbers beside one another, as one. */
final class Columns {
  private Columns() {}

  /** Rows that hold the values of each key, in the order of the keys. */
  static float[] joined(
      Hdf5Rows rows, List<String> keys, long row, int count, Hdf5Process process) {
    int width = keys.stream().mapToInt(rows::rowLength).sum();
    float[] all = new float[count * width];
    int column = 0;
    for (String key : keys) {
      float[] values = rows.numbers(key, row, count, process);
      int length = values.length / count;
      for (int t = 0; t < count; t++) {
        System.arraycopy(values, t * length, all, t * width + column, length);
      }
      column += length;
    }
    return all;
  }
}
