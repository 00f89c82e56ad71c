package dev.visor.mujoco.render;

/** The plane z = 0, with or without ends. From behind, MuJoCo draws it as a veil. */
final class Plane extends Surface {
  private static final double OPACITY_FROM_BEHIND = 0.3;

  private final double halfX;
  private final double halfY;

  Plane(Geom geom, Power shine) {
    super(geom, Double.POSITIVE_INFINITY, shine);
    halfX = geom.sizeX() > 0 ? geom.sizeX() : Double.POSITIVE_INFINITY;
    halfY = geom.sizeY() > 0 ? geom.sizeY() : Double.POSITIVE_INFINITY;
  }

  @Override
  boolean exists() {
    return geom.opacity() > 0;
  }

  @Override
  double opacityFrom(double localEyeZ) {
    return blendedTwice(localEyeZ < 0 ? OPACITY_FROM_BEHIND * geom.opacity() : geom.opacity());
  }

  @Override
  boolean mirrors() {
    return opaque() && geom.material().reflectance() > 0;
  }

  @Override
  void bound(ScreenBounds bounds) {
    if (halfX == Double.POSITIVE_INFINITY || halfY == Double.POSITIVE_INFINITY) {
      bounds.addEverything();
    } else {
      boundCorner(bounds, -halfX, -halfY, 0);
      boundCorner(bounds, halfX, -halfY, 0);
      boundCorner(bounds, -halfX, halfY, 0);
      boundCorner(bounds, halfX, halfY, 0);
    }
  }

  @Override
  double enter(double ox, double oy, double oz, double dx, double dy, double dz) {
    double entry = -oz / dz;
    if (!(entry > 0 && entry < MISS)) {
      return MISS;
    }
    double x = ox + entry * dx;
    double y = oy + entry * dy;
    return x >= -halfX && x <= halfX && y >= -halfY && y <= halfY ? entry : MISS;
  }

  @Override
  void findLocalNormal(double x, double y, double z) {
    normalX = 0;
    normalY = 0;
    normalZ = 1;
  }
}
