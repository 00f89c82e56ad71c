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

  /** Distance to what {@link #mirrored} found, as a multiple of the direction. */
  double distance;

  private double centreX;
  private double centreY;
  private double centreZ;
  private double radius;

  /**
   * @param culling whether to ask the spheres first, which changes no answer
   */
  Surroundings(Surface[] surfaces, boolean culling) {
    this.culling = culling;
    planes = Arrays.stream(surfaces).filter(s -> s instanceof Plane).toArray(Surface[]::new);
    solids = Arrays.stream(surfaces).filter(s -> !(s instanceof Plane)).toArray(Surface[]::new);
  }

  /** Finds the sphere around all shapes, after they were placed. */
  void gather() {
    centreX = 0;
    centreY = 0;
    centreZ = 0;
    for (Surface solid : solids) {
      centreX += solid.centreX / solids.length;
      centreY += solid.centreY / solids.length;
      centreZ += solid.centreZ / solids.length;
    }
    radius = 0;
    for (Surface solid : solids) {
      double x = solid.centreX - centreX;
      double y = solid.centreY - centreY;
      double z = solid.centreZ - centreZ;
      radius = Math.max(radius, Math.sqrt(x * x + y * y + z * z) + solid.boundingRadius);
    }
  }

  /**
   * Whether a shape is between a point and the end of a ray. Shapes are convex and do not hide from
   * a lamp what faces it: the one that the ray starts on is left out. Planes cast no shadows.
   *
   * @param dx a direction of length 1
   * @param reach length of the ray, may be infinite
   * @param start the surface that the ray starts on
   */
  boolean blocks(
      double x, double y, double z, double dx, double dy, double dz, double reach, Surface start) {
    if (misses(centreX - x, centreY - y, centreZ - z, radius, dx, dy, dz)) {
      return false;
    }
    for (Surface solid : solids) {
      if (solid != start
          && !misses(
              solid.centreX - x,
              solid.centreY - y,
              solid.centreZ - z,
              solid.boundingRadius,
              dx,
              dy,
              dz)
          && solid.enterFrom(x, y, z, dx, dy, dz) < reach) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first opaque surface that a ray meets, or null. Also sets {@link #distance}.
   *
   * @param dx a direction of length 1
   * @param mirror the surface that the ray starts on
   */
  @Nullable Surface mirrored(
      double x, double y, double z, double dx, double dy, double dz, Surface mirror) {
    distance = Surface.MISS;
    Surface nearest = null;
    for (Surface plane : planes) {
      if (plane != mirror && plane.opaque()) {
        double entry = plane.enterFrom(x, y, z, dx, dy, dz);
        if (entry > 0 && entry < distance) {
          distance = entry;
          nearest = plane;
        }
      }
    }
    if (misses(centreX - x, centreY - y, centreZ - z, radius, dx, dy, dz)) {
      return nearest;
    }
    for (Surface solid : solids) {
      if (solid.opaque()
          && !misses(
              solid.centreX - x,
              solid.centreY - y,
              solid.centreZ - z,
              solid.boundingRadius,
              dx,
              dy,
              dz)) {
        double entry = solid.enterFrom(x, y, z, dx, dy, dz);
        if (entry > 0 && entry < distance) {
          distance = entry;
          nearest = solid;
        }
      }
    }
    return nearest;
  }

  /** Whether a ray from the origin along a direction of length 1 misses a sphere at x, y, z. */
  private boolean misses(
      double x, double y, double z, double radius, double dx, double dy, double dz) {
    double outside = x * x + y * y + z * z - radius * radius;
    double along = x * dx + y * dy + z * dz;
    return culling && outside > 0 && (along <= 0 || along * along < outside);
  }
}
