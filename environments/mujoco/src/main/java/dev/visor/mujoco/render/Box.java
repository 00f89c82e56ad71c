package dev.visor.mujoco.render;

/** A box along the local axes. */
final class Box extends Surface {
  private final double halfX;
  private final double halfY;
  private final double halfZ;

  Box(Geom geom, Power shine) {
    super(
        geom,
        Math.sqrt(
            geom.sizeX() * geom.sizeX()
                + geom.sizeY() * geom.sizeY()
                + geom.sizeZ() * geom.sizeZ()),
        shine);
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

  /**
   * The line is inside from the last of the three pairs of faces that it enters to the first that
   * it leaves. Along a pair that it never crosses the divisions give infinities of the right signs.
   */
  @Override
  double enter(double ox, double oy, double oz, double dx, double dy, double dz) {
    double scaleX = 1 / dx;
    double scaleY = 1 / dy;
    double scaleZ = 1 / dz;
    double lowX = (-halfX - ox) * scaleX;
    double highX = (halfX - ox) * scaleX;
    double lowY = (-halfY - oy) * scaleY;
    double highY = (halfY - oy) * scaleY;
    double lowZ = (-halfZ - oz) * scaleZ;
    double highZ = (halfZ - oz) * scaleZ;
    double entry =
        Math.max(Math.max(Math.min(lowX, highX), Math.min(lowY, highY)), Math.min(lowZ, highZ));
    double exit =
        Math.min(Math.min(Math.max(lowX, highX), Math.max(lowY, highY)), Math.max(lowZ, highZ));
    return entry <= exit && exit >= 0 ? entry : MISS;
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
