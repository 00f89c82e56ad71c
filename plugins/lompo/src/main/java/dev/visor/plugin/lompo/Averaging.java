package dev.visor.plugin.lompo;

import dev.visor.api.ObservationSpec;

/**
 * Averages square pictures down to a smaller edge.
 *
 * @param larger edge before
 * @param edge edge after
 */
record Averaging(int larger, int edge) {
  Averaging {
    if (edge < 1 || larger % edge != 0) {
      throw new IllegalArgumentException(
          "pictures of %d pixels cannot be averaged down to %d: give average_to a part of %d, or 0"
              .formatted(larger, edge, larger));
    }
  }

  /**
   * From the pictures of an observation.
   *
   * @throws IllegalArgumentException if they are not square, or not a multiple of the edge
   */
  Averaging(ObservationSpec observation, int edge) {
    this(square(observation), edge);
  }

  private static int square(ObservationSpec observation) {
    if (observation.height() != observation.width()) {
      throw new IllegalArgumentException(
          "average_to takes square pictures, not %d × %d"
              .formatted(observation.height(), observation.width()));
    }
    return observation.height();
  }

  /**
   * Averages pictures.
   *
   * @param pictures unsigned bytes, count × larger × larger × 3
   * @param target receives count × edge × edge × 3, beginning at an offset
   */
  void average(byte[] pictures, int count, byte[] target, int offset) {
    int factor = larger / edge;
    int area = factor * factor;
    int channels = ObservationSpec.CHANNELS;
    int to = offset;
    for (int picture = 0; picture < count; picture++) {
      for (int row = 0; row < edge; row++) {
        int from = (picture * larger + row * factor) * larger * channels;
        for (int i = 0; i < edge * channels; i++) {
          int corner = from + i / channels * factor * channels + i % channels;
          int sum = area / 2;
          for (int y = 0; y < factor; y++) {
            for (int x = 0; x < factor; x++) {
              sum += pictures[corner + (y * larger + x) * channels] & 0xff;
            }
          }
          target[to++] = (byte) (sum / area);
        }
      }
    }
  }
}
