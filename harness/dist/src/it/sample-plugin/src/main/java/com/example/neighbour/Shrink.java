package com.example.neighbour;

import dev.visor.api.ObservationSpec;

/** Makes small pictures of large ones. */
final class Shrink {
  private Shrink() {}

  /**
   * Averages a picture into cells.
   *
   * @param image height × width × 3 unsigned bytes
   * @return grid × grid × 3 values from 0 to 255
   */
  static float[] to(int grid, byte[] image, ObservationSpec observation) {
    float[] cells = new float[grid * grid * 3];
    int[] pixels = new int[grid * grid];
    for (int y = 0; y < observation.height(); y++) {
      for (int x = 0; x < observation.width(); x++) {
        int cell = y * grid / observation.height() * grid + x * grid / observation.width();
        pixels[cell]++;
        for (int channel = 0; channel < 3; channel++) {
          cells[cell * 3 + channel] += image[(y * observation.width() + x) * 3 + channel] & 0xff;
        }
      }
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] /= Math.max(1, pixels[i / 3]);
    }
    return cells;
  }
}
