package dev.visor.mujoco.render;

/**
 * Where everything of a {@link Scene} is in one frame: arrays that a simulation fills and a {@link
 * RayCaster} reads. Lengths are in metres, rotations are matrices in row-major order whose columns
 * are the axes of the thing in the world, directions have length 1. A camera looks along its -z
 * axis with +y up.
 *
 * <p>The accessors return the arrays themselves, to be filled in place. A new pose has everything
 * at the origin, unrotated, and lights that point down. One thread at a time.
 */
public final class Pose {
  private final double[] geomPositions;
  private final double[] geomRotations;
  private final double[] cordEnds;
  private final double[] cameraPositions;
  private final double[] cameraRotations;
  private final double[] lightPositions;
  private final double[] lightDirections;

  /** A pose with the right number of everything for a scene. */
  public Pose(Scene scene) {
    geomPositions = new double[3 * scene.geoms().size()];
    geomRotations = unrotated(scene.geoms().size());
    cordEnds = new double[6 * scene.cords().size()];
    cameraPositions = new double[3 * scene.cameras().size()];
    cameraRotations = unrotated(scene.cameras().size());
    lightPositions = new double[3 * scene.lights().size()];
    lightDirections = new double[3 * scene.lights().size()];
    for (int i = 0; i < scene.lights().size(); i++) {
      lightDirections[3 * i + 2] = -1;
    }
  }

  /** Centres of the geoms: x, y, z of each. */
  public double[] geomPositions() {
    return geomPositions;
  }

  /** Rotations of the geoms: nine numbers each. */
  public double[] geomRotations() {
    return geomRotations;
  }

  /** Ends of the cords: x, y, z of the one end and of the other, six numbers each. */
  public double[] cordEnds() {
    return cordEnds;
  }

  /** Positions of the cameras: x, y, z of each. */
  public double[] cameraPositions() {
    return cameraPositions;
  }

  /** Rotations of the cameras: nine numbers each. */
  public double[] cameraRotations() {
    return cameraRotations;
  }

  /** Positions of the lights: x, y, z of each. */
  public double[] lightPositions() {
    return lightPositions;
  }

  /** Directions in which the lights shine: x, y, z of each, of length 1. */
  public double[] lightDirections() {
    return lightDirections;
  }

  /**
   * @throws IllegalArgumentException if this is not a pose of the scene, or has a number that is
   *     infinite or not a number
   */
  void requireDrawable(Scene scene) {
    requireCount(geomPositions.length / 3, scene.geoms().size(), "geoms");
    requireCount(cordEnds.length / 6, scene.cords().size(), "cords");
    requireCount(cameraPositions.length / 3, scene.cameras().size(), "cameras");
    requireCount(lightPositions.length / 3, scene.lights().size(), "lights");
    requireFinite(geomPositions, 3, "position of geom ");
    requireFinite(geomRotations, 9, "rotation of geom ");
    requireFinite(cordEnds, 6, "end of cord ");
    requireFinite(cameraPositions, 3, "position of camera ");
    requireFinite(cameraRotations, 9, "rotation of camera ");
    requireFinite(lightPositions, 3, "position of light ");
    requireFinite(lightDirections, 3, "direction of light ");
  }

  private static void requireCount(int count, int expected, String things) {
    if (count != expected) {
      throw new IllegalArgumentException(
          "The pose is of another scene: it has "
              + count
              + " "
              + things
              + ", the scene that is drawn has "
              + expected);
    }
  }

  private static void requireFinite(double[] values, int each, String name) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "The " + name + i / each + " has the number " + values[i] + ": nothing can be drawn");
      }
    }
  }

  private static double[] unrotated(int count) {
    double[] rotations = new double[9 * count];
    for (int i = 0; i < count; i++) {
      rotations[9 * i] = 1;
      rotations[9 * i + 4] = 1;
      rotations[9 * i + 8] = 1;
    }
    return rotations;
  }
}
