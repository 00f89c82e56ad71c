package dev.visor.mujoco.render;

import java.util.Arrays;

/**
 * What the rays through one row of the picture see: four a pixel, no two of a pixel in the same row
 * or column of a four by four grid, so that edges of every slope are smooth.
 */
final class Samples {
  /** Rays a pixel. */
  static final int COUNT = 4;

  /** The number of the sky. */
  static final int SKY = -1;

  private static final double[] OFFSET_X = {0.375, 0.875, 0.125, 0.625};
  private static final double[] OFFSET_Y = {0.125, 0.375, 0.625, 0.875};

  /** How many samples {@link #gather} found. */
  int count;

  /** The middle of the places that they see. */
  double x;

  double y;
  double z;

  private final View view;
  private final double[][] depths;
  private final int[][] seen;
  private int row;

  Samples(View view, int width) {
    this.view = view;
    depths = new double[COUNT][width];
    seen = new int[COUNT][width];
  }

  /** Begins a row in which nothing is seen before the sky. */
  void begin(int row, double far) {
    this.row = row;
    for (int sample = 0; sample < COUNT; sample++) {
      Arrays.fill(depths[sample], far);
      Arrays.fill(seen[sample], SKY);
    }
  }

  /** Begins the row of others, in which only what is before theirs is seen. */
  void beginBefore(Samples others, int from, int to) {
    row = others.row;
    for (int sample = 0; sample < COUNT; sample++) {
      System.arraycopy(others.depths[sample], from, depths[sample], from, to - from);
      Arrays.fill(seen[sample], from, to, SKY);
    }
  }

  /** Looks at one surface in the pixels from (included) to (not included). */
  void look(Surface surface, int number, int from, int to, double near) {
    for (int sample = 0; sample < COUNT; sample++) {
      surface.see(
          from,
          to,
          view.slopeX(OFFSET_X[sample]),
          view.pixel,
          view.slopeY(row + OFFSET_Y[sample]),
          near,
          depths[sample],
          seen[sample],
          number);
    }
  }

  /** Whether all samples of a pixel see the sky. */
  boolean seeSky(int pixel) {
    return (seen[0][pixel] & seen[1][pixel] & seen[2][pixel] & seen[3][pixel]) == SKY;
  }

  /** The number of the surface that a sample of a pixel sees, or {@link #SKY}. */
  int seen(int sample, int pixel) {
    return seen[sample][pixel];
  }

  /**
   * Finds the samples of a pixel that see the same surface, and the middle of what they see there:
   * it lies on a plane exactly, and just under the skin of a curved surface.
   *
   * @return which samples: bit s for sample s
   */
  int gather(int pixel, int number) {
    int found = 0;
    count = 0;
    x = 0;
    y = 0;
    z = 0;
    for (int sample = 0; sample < COUNT; sample++) {
      if (seen[sample][pixel] == number) {
        double depth = depths[sample][pixel];
        found |= 1 << sample;
        count++;
        x += view.slopeX(pixel + OFFSET_X[sample]) * depth;
        y += view.slopeY(row + OFFSET_Y[sample]) * depth;
        z -= depth;
      }
    }
    if (count > 0) {
      x /= count;
      y /= count;
      z /= count;
    }
    return found;
  }
}
