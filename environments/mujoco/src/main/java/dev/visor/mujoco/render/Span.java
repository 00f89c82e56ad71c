package dev.visor.mujoco.render;

/** Where a capsule has to be that ends at two points: the frame whose z axis leads between them. */
final class Span {
  final double[] centre = new double[3];

  /** In row-major order. */
  final double[] rotation = new double[9];

  /** Half of the distance between the points. */
  double half;

  /**
   * Finds the frame.
   *
   * @param ends x, y, z of the first and of the second point of each pair
   * @param pair the number of the pair
   */
  void find(double[] ends, int pair) {
    int from = 6 * pair;
    int to = from + 3;
    for (int axis = 0; axis < 3; axis++) {
      centre[axis] = (ends[from + axis] + ends[to + axis]) / 2;
    }
    double x = ends[to] - ends[from];
    double y = ends[to + 1] - ends[from + 1];
    double z = ends[to + 2] - ends[from + 2];
    double length = Math.sqrt(x * x + y * y + z * z);
    half = length / 2;
    if (length > 0) {
      turn(x / length, y / length, z / length);
    } else {
      turn(0, 0, 1);
    }
  }

  /** A capsule is round: any two axes will do that are at right angles to its own. */
  private void turn(double x, double y, double z) {
    // The axis of the world that is farthest from this one, so that the product is not short.
    double aX = Math.abs(x);
    double aY = Math.abs(y);
    double aZ = Math.abs(z);
    if (aX <= aY && aX <= aZ) {
      side(0, -z, y);
    } else if (aY <= aZ) {
      side(z, 0, -x);
    } else {
      side(-y, x, 0);
    }
    rotation[2] = x;
    rotation[5] = y;
    rotation[8] = z;
    rotation[1] = y * rotation[6] - z * rotation[3];
    rotation[4] = z * rotation[0] - x * rotation[6];
    rotation[7] = x * rotation[3] - y * rotation[0];
  }

  private void side(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    rotation[0] = x / length;
    rotation[3] = y / length;
    rotation[6] = z / length;
  }
}
