package dev.visor.mujoco.render;

/**
 * The sky by height, as a table. MuJoCo blends its colours by p = elevation / 90°, with the share
 * (1 + √2 p / √(1 + p²)) / 2 of the upper one.
 */
final class Gradient {
  private static final int CELLS = 1024;

  private final double[] values = new double[3 * (CELLS + 2)];

  Gradient(Sky sky) {
    for (int i = 0; i <= CELLS + 1; i++) {
      double height = Math.min(1, 2.0 * i / CELLS - 1);
      double p = StrictMath.asin(height) * 2 / Math.PI;
      double up = 0.5 * (1 + Math.sqrt(2) * p / Math.sqrt(1 + p * p));
      values[3 * i] = up * sky.up().red() + (1 - up) * sky.down().red();
      values[3 * i + 1] = up * sky.up().green() + (1 - up) * sky.down().green();
      values[3 * i + 2] = up * sky.up().blue() + (1 - up) * sky.down().blue();
    }
  }

  /**
   * Adds a share of the sky's colour to a pixel.
   *
   * @param height sine of the elevation, -1 to 1
   */
  void add(double height, double share, double[] target, int at) {
    double place = (height + 1) * (CELLS / 2);
    int cell = place <= 0 ? 0 : place >= CELLS ? CELLS : (int) place;
    double rest = (place - cell) * share;
    for (int channel = 0; channel < 3; channel++) {
      int i = 3 * cell + channel;
      target[at + channel] += share * values[i] + rest * (values[i + 3] - values[i]);
    }
  }
}
