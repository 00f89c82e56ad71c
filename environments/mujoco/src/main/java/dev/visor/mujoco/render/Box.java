package dev.visor.mujoco.render;

/** A box along the local axes. */
final class Box extends Surface {
  private final double halfX;
  private final double halfY;
  private final double halfZ;

  // What one axis leaves of the line: set by clip.
  private double entry;
  private double exit;

  Box(Geom geom) {
    super(geom, Math.sqrt(
        geom.sizeX() * geom.sizeX()
            + geom.sizeY() * geom.sizeY()
            + geom.sizeZ() * geom.sizeZ()));
    halfX = geom.sizeX();
    halfY = geom.sizeY();
    halfZ = geom.sizeZ();
  }

  @Override
  boolean exists() {
    double area = halfX * halfY + halfY * halfZ + halfZ * halfX;
    return geom.opacity() > 0 && area > 0;
  }

  @Override
  void bound(ScreenBounds bounds) {
    for (int corner = 0; corner < 8; corner++) {
      boundCorner(
          bounds,
          (corner & 1) == 0 ? -halfX : halfX,
          (corner & 2) == 0 ? -halfY : halfY,
          (corner & 4) == 0 ? -halfZ : halfZ);
    }
  }

  @Override
  double enter(double ox, double oy, double oz, double dx, double dy, double dz) {
    entry = Double.NEGATIVE_INFINITY;
    exit = Double.POSITIVE_INFINITY;
    clip(ox, dx, halfX);
    clip(oy, dy, halfY);
    clip(oz, dz, halfZ);
    return entry <= exit && exit >= 0 ? entry : MISS;
  }

  /** Cuts the line down to the part between the two faces across one axis. */
  private void clip(double origin, double direction, double half) {
    if (direction == 0) {
      if (origin > half || origin < -half) {
        exit = Double.NEGATIVE_INFINITY;
      }
      return;
    }
    double face = direction > 0 ? half : -half;
    entry = Math.max(entry, (-face - origin) / direction);
    exit = Math.min(exit, (face - origin) / direction);
  }

  @Override
  void findLocalNormal(double x, double y, double z) {
    double beyondX = Math.abs(x) - halfX;
    double beyondY = Math.abs(y) - halfY;
    double beyondZ = Math.abs(z) - halfZ;
    normalX = 0;
    normalY = 0;
    normalZ = 0;
    if (beyondX >= beyondY && beyondX >= beyondZ) {
      normalX = x < 0 ? -1 : 1;
    } else if (beyondY >= beyondZ) {
      normalY = y < 0 ? -1 : 1;
    } else {
      normalZ = z < 0 ? -1 : 1;
    }
  }
}
