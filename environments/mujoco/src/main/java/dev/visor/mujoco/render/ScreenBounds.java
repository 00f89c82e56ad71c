package dev.visor.mujoco.render;

/**
 * The part of the picture that a convex thing may cover: the slopes of the outermost rays that
 * touch a set of spheres. Slopes are of lines through the eye: x or y over the distance along the
 * line of sight.
 */
final class ScreenBounds {
  double left;
  double right;
  double bottom;
  double top;

  /** Whether nothing of it is before the eye. */
  boolean behind;

  private boolean crossing;

  void clear() {
    left = Double.POSITIVE_INFINITY;
    right = Double.NEGATIVE_INFINITY;
    bottom = Double.POSITIVE_INFINITY;
    top = Double.NEGATIVE_INFINITY;
    behind = true;
    crossing = false;
  }

  /** Adds a sphere of the camera's frame, or a point: a sphere of radius 0. */
  void add(double x, double y, double z, double radius) {
    double distance = -z;
    if (distance + radius > 0) {
      behind = false;
    }
    double square = distance * distance - radius * radius;
    if (crossing || distance <= radius || square <= 0) {
      crossing = true;
      return;
    }
    double reach = radius * Math.sqrt(x * x + square);
    left = Math.min(left, (x * distance - reach) / square);
    right = Math.max(right, (x * distance + reach) / square);
    reach = radius * Math.sqrt(y * y + square);
    bottom = Math.min(bottom, (y * distance - reach) / square);
    top = Math.max(top, (y * distance + reach) / square);
  }

  /** Adds all that there is. */
  void addEverything() {
    behind = false;
    crossing = true;
  }

  /** Ends the adding: what reaches from before the eye to behind it may be anywhere. */
  void close() {
    if (crossing) {
      left = Double.NEGATIVE_INFINITY;
      right = Double.POSITIVE_INFINITY;
      bottom = Double.NEGATIVE_INFINITY;
      top = Double.POSITIVE_INFINITY;
    }
  }
}
