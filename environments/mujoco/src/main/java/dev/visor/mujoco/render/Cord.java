package dev.visor.mujoco.render;

/**
 * A straight piece of a tendon, drawn as a capsule between two points. Where they are, and so how
 * long it is, a {@link Pose} says.
 *
 * @param radius in metres
 * @param colour its colour
 * @param opacity 1 hides what is behind, 0 is not drawn at all and casts no shadow
 * @param material how it answers light
 */
public record Cord(double radius, Colour colour, double opacity, Material material) {

  /**
   * @throws IllegalArgumentException if the radius is negative or not a number, or the opacity is
   *     not between 0 and 1
   */
  public Cord {
    Range.require(radius, 0, 1e9, "radius");
    Range.require(opacity, 0, 1, "opacity");
  }

  /** The capsule that it is while both ends are at one point. */
  Geom slack() {
    return new Geom(Shape.CAPSULE, radius, 0, 0, colour, opacity, material);
  }
}
