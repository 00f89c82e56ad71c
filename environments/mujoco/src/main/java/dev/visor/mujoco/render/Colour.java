package dev.visor.mujoco.render;

/**
 * An amount of red, green and blue light, or the share of each that a surface throws back.
 *
 * @param red at least 0; 1 is the brightest that a picture can show
 * @param green as red
 * @param blue as red
 */
public record Colour(double red, double green, double blue) {

  /** No light at all. */
  public static final Colour BLACK = new Colour(0, 0, 0);

  /** As bright as a picture can show. */
  public static final Colour WHITE = new Colour(1, 1, 1);

  /**
   * @throws IllegalArgumentException if a component is negative, infinite or not a number
   */
  public Colour {
    Range.require(red, 0, Double.MAX_VALUE, "red");
    Range.require(green, 0, Double.MAX_VALUE, "green");
    Range.require(blue, 0, Double.MAX_VALUE, "blue");
  }

  /** The grey of equal amounts. */
  public static Colour grey(double amount) {
    return new Colour(amount, amount, amount);
  }
}
