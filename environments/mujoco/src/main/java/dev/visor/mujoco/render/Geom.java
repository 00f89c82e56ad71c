package dev.visor.mujoco.render;

/**
 * A thing to draw. Where it is, a {@link Pose} says.
 *
 * @param shape what its sizes mean
 * @param sizeX the first size in metres, see {@link Shape}
 * @param sizeY the second
 * @param sizeZ the third
 * @param colour its colour, which a texture multiplies
 * @param opacity 1 hides what is behind, 0 is not drawn at all and casts no shadow
 * @param material how it answers light
 */
public record Geom(
    Shape shape,
    double sizeX,
    double sizeY,
    double sizeZ,
    Colour colour,
    double opacity,
    Material material) {

  /**
   * @throws IllegalArgumentException if a size is negative or not a number, or the opacity is not
   *     between 0 and 1
   */
  public Geom {
    Range.require(sizeX, 0, 1e9, "sizeX");
    Range.require(sizeY, 0, 1e9, "sizeY");
    Range.require(sizeZ, 0, 1e9, "sizeZ");
    Range.require(opacity, 0, 1, "opacity");
  }

  /** A geom that keeps its index but is never drawn: what MuJoCo's default groups hide. */
  public static Geom hidden() {
    return new Geom(Shape.SPHERE, 0, 0, 0, Colour.BLACK, 0, Material.PLAIN);
  }
}
