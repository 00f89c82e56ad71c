package dev.visor.mujoco.render;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The surfaces that a ray can meet which does not start at the eye: one from a point to a lamp, or
 * one that a mirror throws back. Most such rays meet nothing, so a sphere around all shapes is
 * asked first, then a sphere around each.
 */
final class Surroundings {
  private final Surface[] solids;
  private final Surface[] planes;
  private final boolean culling;

  /** Distance to what {@link #mirrored} found. */
  double distance;

  // The sphere around each shape and, last, the one around all: side by side, to be read fast.
  private final double[] centresX;
  private final double[] centresY;
  private final double[] centresZ;
  private final double[] squares;

  // The ray that is followed: its direction has length 1.
  private double x;
  private double y;
  private double z;
  private double dx;
  private double dy;
  private double dz;

  /**
   * @param culling whether to ask the spheres first, which changes no answer
   */
  Surroundings(Surface[] surfaces, boolean culling) {
    this.culling = culling;
    planes = Arrays.stream(surfaces).filter(s -> s instanceof Plane).toArray(Surface[]::new);
    solids = Arrays.stream(surfaces).filter(s -> !(s instanceof Plane)).toArray(Surface[]::new);
    centresX = new double[solids.length + 1];
    centresY = new double[solids.length + 1];
    centresZ = new double[solids.length + 1];
    squares = new double[solids.length + 1];
  }

  /** Finds the spheres, after the surfaces were placed. */
  void gather() {
    double centreX = 0;
    double centreY = 0;
    double centreZ = 0;
    for (int i = 0; i < solids.length; i++) {
      Surface solid = solids[i];
      sphere(i, solid.centreX, solid.centreY, solid.centreZ, solid.boundingRadius);
      centreX += solid.centreX / solids.length;
      centreY += solid.centreY / solids.length;
      centreZ += solid.centreZ / solids.length;
    }
    double radius = 0;
    for (Surface solid : solids) {
      double awayX = solid.centreX - centreX;
      double awayY = solid.centreY - centreY;
      double awayZ = solid.centreZ - centreZ;
      double away = Math.sqrt(awayX * awayX + awayY * awayY + awayZ * awayZ);
      radius = Math.max(radius, away + solid.boundingRadius);
    }
    sphere(solids.length, centreX, centreY, centreZ, radius);
  }

  private void sphere(int index, double centreX, double centreY, double centreZ, double radius) {
    centresX[index] = centreX;
    centresY[index] = centreY;
    centresZ[index] = centreZ;
    squares[index] = radius * radius;
  }

  /** Turns to the ray from a point along a direction of length 1. */
  void follow(
      double fromX, double fromY, double fromZ, double alongX, double alongY, double alongZ) {
    x = fromX;
    y = fromY;
    z = fromZ;
    dx = alongX;
    dy = alongY;
    dz = alongZ;
  }

  /**
   * Whether a shape is on the ray. Shapes are convex and do not hide from a lamp what faces it: the
   * one that the ray starts on is left out. Planes cast no shadows.
   *
   * @param reach length of the ray, may be infinite
   * @param start the surface that the ray starts on
   */
  boolean blocks(double reach, Surface start) {
    if (passes(solids.length)) {
      return false;
    }
    for (int i = 0; i < solids.length; i++) {
      if (!passes(i) && solids[i] != start && solids[i].enterFrom(x, y, z, dx, dy, dz) < reach) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first opaque surface on the ray, or null. Also sets {@link #distance}.
   *
   * @param mirror the surface that the ray starts on
   */
  @Nullable Surface mirrored(Surface mirror) {
    distance = Surface.MISS;
    Surface nearest = null;
    for (Surface plane : planes) {
      if (plane != mirror && isNearer(plane)) {
        nearest = plane;
      }
    }
    if (passes(solids.length)) {
      return nearest;
    }
    for (int i = 0; i < solids.length; i++) {
      if (!passes(i) && isNearer(solids[i])) {
        nearest = solids[i];
      }
    }
    return nearest;
  }

  private boolean isNearer(Surface surface) {
    if (!surface.opaque()) {
      return false;
    }
    double entry = surface.enterFrom(x, y, z, dx, dy, dz);
    boolean nearer = entry > 0 && entry < distance;
    distance = nearer ? entry : distance;
    return nearer;
  }

  /** Whether the ray passes by a sphere. */
  private boolean passes(int index) {
    double awayX = centresX[index] - x;
    double awayY = centresY[index] - y;
    double awayZ = centresZ[index] - z;
    double outside = awayX * awayX + awayY * awayY + awayZ * awayZ - squares[index];
    double along = awayX * dx + awayY * dy + awayZ * dz;
    return culling && outside > 0 && (along <= 0 || along * along < outside);
  }
}
