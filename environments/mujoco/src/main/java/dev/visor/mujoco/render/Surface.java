package dev.visor.mujoco.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A geom as one camera sees it in one frame: its shape in its own frame, and that frame in the
 * camera's. All shapes are convex, so a line enters and leaves each at most once, and a shape need
 * only say where a line enters it.
 *
 * <p>"Local" is the geom's own frame; everything else is in the camera's: x to the right, y up, z
 * towards the viewer, the eye at the origin.
 */
abstract sealed class Surface permits Box, Capsule, Cylinder, Ellipsoid, Plane {
  /** Where a line enters that meets nothing. */
  static final double MISS = Double.POSITIVE_INFINITY;

  /** MuJoCo's bound: from here on a geom hides what is behind it. */
  private static final double OPAQUE = 0.995;

  /** The exponent of OpenGL's sharpest highlight. */
  private static final double SHARPEST = 128;

  final Geom geom;

  /** Radius of a sphere around the centre that holds the shape; infinite for planes. */
  double boundingRadius;

  /** Strength of the highlights. */
  final double specular;

  /** How a highlight fades from its middle. */
  final Power shine;

  /** What is drawn on it, or null. */
  final @Nullable Pattern pattern;

  /** Opacity in this frame, after what the shape makes of the side it is seen from. */
  double opacity;

  /** The centre. */
  double centreX;

  double centreY;
  double centreZ;

  /** The normal that {@link #findNormal} found, of length 1. */
  double normalX;

  double normalY;
  double normalZ;

  // The local axes in the camera's frame: one column of the rotation each.
  private double xAxisX;
  private double xAxisY;
  private double xAxisZ;
  private double yAxisX;
  private double yAxisY;
  private double yAxisZ;
  private double zAxisX;
  private double zAxisY;
  private double zAxisZ;

  // The eye in the local frame.
  private double eyeX;
  private double eyeY;
  private double eyeZ;

  Surface(Geom geom, double boundingRadius, Power shine) {
    this.geom = geom;
    this.boundingRadius = boundingRadius;
    this.shine = shine;
    specular = geom.material().specular();
    Checker texture = geom.shape() == Shape.PLANE ? geom.material().texture() : null;
    pattern = texture == null ? null : new Pattern(texture, geom);
  }

  /**
   * The surface of a geom.
   *
   * @param powers the tables that there are, by exponent: most geoms of a scene shine alike
   */
  static Surface of(Geom geom, Map<Double, Power> powers) {
    double x = geom.sizeX();
    Power shine = powers.computeIfAbsent(SHARPEST * geom.material().shininess(), Power::new);
    return switch (geom.shape()) {
      case PLANE -> new Plane(geom, shine);
      case SPHERE -> new Ellipsoid(geom, x, x, x, shine);
      case CAPSULE -> new Capsule(geom, shine);
      case ELLIPSOID -> new Ellipsoid(geom, x, geom.sizeY(), geom.sizeZ(), shine);
      case CYLINDER -> new Cylinder(geom, shine);
      case BOX -> new Box(geom, shine);
    };
  }

  /** Whether there is anything to see: false for what is transparent or has no extent. */
  abstract boolean exists();

  /** Adds spheres to {@code bounds} whose convex hull holds the shape. */
  abstract void bound(ScreenBounds bounds);

  /**
   * Where a line of local coordinates enters the shape.
   *
   * @return the multiple of the direction, which need not have length 1: negative if the origin is
   *     inside; {@link #MISS} if the line misses the shape or leaves it before the origin
   */
  abstract double enter(double ox, double oy, double oz, double dx, double dy, double dz);

  /** Sets the normal at a local point on or near the surface. */
  abstract void findLocalNormal(double x, double y, double z);

  /** Moves the surface to where a pose has geom {@code index}, seen through a camera. */
  final void place(double[] positions, double[] rotations, int index, View view) {
    int p = 3 * index;
    int r = 9 * index;
    view.toCamera(
        positions[p] - view.eyeX, positions[p + 1] - view.eyeY, positions[p + 2] - view.eyeZ);
    centreX = view.x;
    centreY = view.y;
    centreZ = view.z;
    view.toCamera(rotations[r], rotations[r + 3], rotations[r + 6]);
    xAxisX = view.x;
    xAxisY = view.y;
    xAxisZ = view.z;
    view.toCamera(rotations[r + 1], rotations[r + 4], rotations[r + 7]);
    yAxisX = view.x;
    yAxisY = view.y;
    yAxisZ = view.z;
    view.toCamera(rotations[r + 2], rotations[r + 5], rotations[r + 8]);
    zAxisX = view.x;
    zAxisY = view.y;
    zAxisZ = view.z;
    eyeX = localX(-centreX, -centreY, -centreZ);
    eyeY = localY(-centreX, -centreY, -centreZ);
    eyeZ = localZ(-centreX, -centreY, -centreZ);
    opacity = opacityFrom(eyeZ);
  }

  /**
   * The opacity in this frame. MuJoCo blends a transparent geom twice, so that a third of an
   * opacity hides more than half; pictures are to look like its own.
   */
  double opacityFrom(double localEyeZ) {
    return blendedTwice(geom.opacity());
  }

  static double blendedTwice(double opacity) {
    return opacity < OPAQUE ? 1 - (1 - opacity) * (1 - opacity) : 1;
  }

  final boolean opaque() {
    return opacity == 1;
  }

  /** Whether other surfaces are to be seen in this one. */
  boolean mirrors() {
    return false;
  }

  /**
   * Records where rays from the eye through one row of samples see this surface before anything
   * that was recorded so far.
   *
   * @param from index of the first sample
   * @param to index after the last
   * @param u horizontal slope of the first sample's ray
   * @param step slope from one sample to the next
   * @param v vertical slope of the row
   * @param near nothing nearer is seen
   * @param depths distance along the line of sight of what each sample sees
   * @param seen number of the surface that each sample sees
   * @param number this surface's
   */
  final void see(
      int from,
      int to,
      double u,
      double step,
      double v,
      double near,
      double[] depths,
      int[] seen,
      int number) {
    double rowX = xAxisY * v - xAxisZ;
    double rowY = yAxisY * v - yAxisZ;
    double rowZ = zAxisY * v - zAxisZ;
    for (int i = from; i < to; i++) {
      double slope = u + i * step;
      double depth =
          enter(
              eyeX,
              eyeY,
              eyeZ,
              rowX + xAxisX * slope,
              rowY + yAxisX * slope,
              rowZ + zAxisX * slope);
      if (depth > near && depth < depths[i]) {
        depths[i] = depth;
        seen[i] = number;
      }
    }
  }

  /** As {@link #enter}, for a line in the camera's frame. */
  final double enterFrom(double x, double y, double z, double dx, double dy, double dz) {
    double rx = x - centreX;
    double ry = y - centreY;
    double rz = z - centreZ;
    return enter(
        localX(rx, ry, rz),
        localY(rx, ry, rz),
        localZ(rx, ry, rz),
        localX(dx, dy, dz),
        localY(dx, dy, dz),
        localZ(dx, dy, dz));
  }

  /** Sets the normal at a point on or near the surface. */
  final void findNormal(double x, double y, double z) {
    double rx = x - centreX;
    double ry = y - centreY;
    double rz = z - centreZ;
    findLocalNormal(localX(rx, ry, rz), localY(rx, ry, rz), localZ(rx, ry, rz));
    double nx = xAxisX * normalX + yAxisX * normalY + zAxisX * normalZ;
    double ny = xAxisY * normalX + yAxisY * normalY + zAxisY * normalZ;
    double nz = xAxisZ * normalX + yAxisZ * normalY + zAxisZ * normalZ;
    double square = nx * nx + ny * ny + nz * nz;
    double scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    normalX = nx * scale;
    normalY = ny * scale;
    normalZ = nz * scale;
  }

  /** Finds the colour of a pattern at a point that the eye sees, averaged over one pixel. */
  final void findPattern(Pattern pattern, double x, double y, double z, double pixel) {
    double rx = x - centreX;
    double ry = y - centreY;
    double rz = z - centreZ;
    double across = localZ(x, y, z);
    // How far the point on the plane moves when the ray's slope does, along both local axes.
    double perX = localX(x, y, z) / across;
    double perY = localY(x, y, z) / across;
    double reach = -z * pixel;
    double widthX = reach * (Math.abs(xAxisX - perX * zAxisX) + Math.abs(xAxisY - perX * zAxisY));
    double widthY = reach * (Math.abs(yAxisX - perY * zAxisX) + Math.abs(yAxisY - perY * zAxisY));
    pattern.find(localX(rx, ry, rz), localY(rx, ry, rz), widthX, widthY);
  }

  /** Adds the sphere of a radius around a local point on the z axis. */
  final void boundOnAxis(ScreenBounds bounds, double z, double radius) {
    bounds.add(centreX + z * zAxisX, centreY + z * zAxisY, centreZ + z * zAxisZ, radius);
  }

  /** Adds the corner at local (x, y, z). */
  final void boundCorner(ScreenBounds bounds, double x, double y, double z) {
    bounds.add(
        centreX + x * xAxisX + y * yAxisX + z * zAxisX,
        centreY + x * xAxisY + y * yAxisY + z * zAxisY,
        centreZ + x * xAxisZ + y * yAxisZ + z * zAxisZ,
        0);
  }

  final double localX(double x, double y, double z) {
    return xAxisX * x + xAxisY * y + xAxisZ * z;
  }

  final double localY(double x, double y, double z) {
    return yAxisX * x + yAxisY * y + yAxisZ * z;
  }

  final double localZ(double x, double y, double z) {
    return zAxisX * x + zAxisY * y + zAxisZ * z;
  }
}
