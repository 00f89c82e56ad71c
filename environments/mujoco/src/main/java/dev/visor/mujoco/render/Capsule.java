package dev.visor.mujoco.render;

/** A cylinder along z with a half-sphere at each end. */
final class Capsule extends Surface {
  private final double radius;
  private double half;

  Capsule(Geom geom, Power shine) {
    super(geom, geom.sizeX() + geom.sizeY(), shine);
    radius = geom.sizeX();
    half = geom.sizeY();
  }

  /** Gives it another half-length. */
  void stretch(double newHalf) {
    half = newHalf;
    boundingRadius = radius + newHalf;
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
    double square = radius * radius;
    double a = dx * dx + dy * dy;
    double b = ox * dx + oy * dy;
    double c = ox * ox + oy * oy - square;
    double discriminant = b * b - a * c;
    if (discriminant < 0) {
      return MISS;
    }
    // A line along the axis has no place on the side: it enters through the end that it comes to.
    double side = a > 0 ? (-b - Math.sqrt(discriminant)) / a : 0;
    double z = a > 0 ? oz + side * dz : -dz * Double.MAX_VALUE;
    double entry = side;
    if (!(z >= -half && z <= half)) {
      double end = z > 0 ? half : -half;
      double rz = oz - end;
      double endB = b + rz * dz;
      double endDiscriminant = endB * endB - (a + dz * dz) * (c + rz * rz);
      if (endDiscriminant < 0) {
        return MISS;
      }
      entry = (-endB - Math.sqrt(endDiscriminant)) / (a + dz * dz);
    }
    return entry >= 0 || contains(c, oz) ? entry : MISS;
  }

  private boolean contains(double c, double z) {
    double beyond = Math.max(0, Math.abs(z) - half);
    return c + beyond * beyond < 0;
  }

  @Override
  void findLocalNormal(double x, double y, double z) {
    normalX = x;
    normalY = y;
    normalZ = z > half ? z - half : z < -half ? z + half : 0;
  }
}
