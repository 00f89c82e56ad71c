package dev.visor.mujoco.render;

/** An ellipsoid, or a sphere: three equal radii. */
final class Ellipsoid extends Surface {
  private final boolean exists;

  // One over the radii: the shape is the unit sphere of coordinates scaled by these.
  private final double scaleX;
  private final double scaleY;
  private final double scaleZ;

  Ellipsoid(Geom geom, double radiusX, double radiusY, double radiusZ, Power shine) {
    super(geom, Math.max(radiusX, Math.max(radiusY, radiusZ)), shine);
    exists = geom.opacity() > 0 && radiusX > 0 && radiusY > 0 && radiusZ > 0;
    scaleX = 1 / radiusX;
    scaleY = 1 / radiusY;
    scaleZ = 1 / radiusZ;
  }

  @Override
  boolean exists() {
    return exists;
  }

  @Override
  void bound(ScreenBounds bounds) {
    boundOnAxis(bounds, 0, boundingRadius);
  }

  @Override
  double enter(double ox, double oy, double oz, double dx, double dy, double dz) {
    double px = ox * scaleX;
    double py = oy * scaleY;
    double pz = oz * scaleZ;
    double qx = dx * scaleX;
    double qy = dy * scaleY;
    double qz = dz * scaleZ;
    double b = px * qx + py * qy + pz * qz;
    double c = px * px + py * py + pz * pz - 1;
    if (b >= 0 && c > 0) {
      return MISS;
    }
    double a = qx * qx + qy * qy + qz * qz;
    double discriminant = b * b - a * c;
    return discriminant < 0 ? MISS : (-b - Math.sqrt(discriminant)) / a;
  }

  @Override
  void findLocalNormal(double x, double y, double z) {
    normalX = x * scaleX * scaleX;
    normalY = y * scaleY * scaleY;
    normalZ = z * scaleZ * scaleZ;
  }
}
