package dev.visor.mujoco.render;

/** A cylinder along z with flat ends. */
final class Cylinder extends Surface {
  private final double radius;
  private final double half;

  Cylinder(Geom geom, Power shine) {
    super(geom, Math.sqrt(geom.sizeX() * geom.sizeX() + geom.sizeY() * geom.sizeY()), shine);
    radius = geom.sizeX();
    half = geom.sizeY();
  }

  @Override
  boolean exists() {
    return geom.opacity() > 0 && radius > 0;
  }

  @Override
  void bound(ScreenBounds bounds) {
    boundOnAxis(bounds, -half, radius);
    boundOnAxis(bounds, half, radius);
  }

  @Override
  double enter(double ox, double oy, double oz, double dx, double dy, double dz) {
    double a = dx * dx + dy * dy;
    double b = ox * dx + oy * dy;
    double c = ox * ox + oy * oy - radius * radius;
    double discriminant = b * b - a * c;
    if (discriminant < 0 || (a == 0 && c > 0)) {
      return MISS;
    }
    double entry = Double.NEGATIVE_INFINITY;
    double exit = Double.POSITIVE_INFINITY;
    if (a > 0) {
      double root = Math.sqrt(discriminant);
      entry = (-b - root) / a;
      exit = (-b + root) / a;
    }
    if (dz == 0) {
      if (oz > half || oz < -half) {
        return MISS;
      }
    } else {
      double end = dz > 0 ? half : -half;
      entry = Math.max(entry, (-end - oz) / dz);
      exit = Math.min(exit, (end - oz) / dz);
    }
    return entry <= exit && exit >= 0 ? entry : MISS;
  }

  @Override
  void findLocalNormal(double x, double y, double z) {
    double beyondEnd = Math.abs(z) - half;
    double beyondSide = Math.sqrt(x * x + y * y) - radius;
    boolean end = beyondEnd > beyondSide;
    normalX = end ? 0 : x;
    normalY = end ? 0 : y;
    normalZ = !end ? 0 : z < 0 ? -1 : 1;
  }
}
