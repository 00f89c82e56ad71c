package dev.visor.mujoco.render;

/**
 * An eye. Where it is and where it looks, a {@link Pose} says.
 *
 * @param name as the model calls it, may be empty
 * @param fieldOfView angle between the upper and the lower edge of the picture in degrees, above 0
 *     and below 180
 */
public record Camera(String name, double fieldOfView) {

  /**
   * @throws IllegalArgumentException if the angle is not above 0 and below 180
   */
  public Camera {
    Range.require(fieldOfView, 1e-3, 179.9, "fieldOfView");
  }
}
