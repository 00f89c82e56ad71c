package dev.visor.mujoco.render;

/**
 * A place and a rotation in the world, for building scenes by hand: each step is taken in the frame
 * that the steps before led to.
 *
 * @param rotation nine numbers in row-major order
 */
record Placement(double x, double y, double z, double[] rotation) {

  static Placement at(double x, double y, double z) {
    return new Placement(x, y, z, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
  }

  /** The rotation whose first axis is along a, and whose second is in the half-plane of b. */
  static Placement axes(double ax, double ay, double az, double bx, double by, double bz) {
    double a = Math.sqrt(ax * ax + ay * ay + az * az);
    double ux = ax / a;
    double uy = ay / a;
    double uz = az / a;
    double along = ux * bx + uy * by + uz * bz;
    double vx = bx - along * ux;
    double vy = by - along * uy;
    double vz = bz - along * uz;
    double b = Math.sqrt(vx * vx + vy * vy + vz * vz);
    vx /= b;
    vy /= b;
    vz /= b;
    return new Placement(
        0,
        0,
        0,
        new double[] {
          ux, vx, uy * vz - uz * vy, uy, vy, uz * vx - ux * vz, uz, vz, ux * vy - uy * vx
        });
  }

  Placement moved(double dx, double dy, double dz) {
    double[] r = rotation;
    return new Placement(
        x + r[0] * dx + r[1] * dy + r[2] * dz,
        y + r[3] * dx + r[4] * dy + r[5] * dz,
        z + r[6] * dx + r[7] * dy + r[8] * dz,
        r);
  }

  Placement turned(Placement by) {
    double[] product = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        for (int k = 0; k < 3; k++) {
          product[3 * row + column] += rotation[3 * row + k] * by.rotation[3 * k + column];
        }
      }
    }
    return new Placement(x, y, z, product);
  }

  Placement turnedAboutY(double radians) {
    double c = StrictMath.cos(radians);
    double s = StrictMath.sin(radians);
    return turned(new Placement(0, 0, 0, new double[] {c, 0, s, 0, 1, 0, -s, 0, c}));
  }

  Placement turnedAboutZ(double radians) {
    double c = StrictMath.cos(radians);
    double s = StrictMath.sin(radians);
    return turned(new Placement(0, 0, 0, new double[] {c, -s, 0, s, c, 0, 0, 0, 1}));
  }

  /** The same things seen from a world that was moved by this placement. */
  Placement before(Placement other) {
    return moved(other.x, other.y, other.z).turned(new Placement(0, 0, 0, other.rotation));
  }
}
