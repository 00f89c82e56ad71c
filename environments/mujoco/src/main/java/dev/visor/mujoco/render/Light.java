package dev.visor.mujoco.render;

/**
 * A lamp, in the terms of MuJoCo's {@code light} element. Where it is and where it points, a {@link
 * Pose} says.
 *
 * @param directional whether its rays are parallel (then only its direction matters), as the sun's
 * @param castsShadow whether geoms keep its light from others
 * @param ambient light that it adds everywhere within its reach, whatever the surface's slope
 * @param diffuse light that it adds by the cosine of the surface's slope
 * @param specular light of its highlights
 * @param attenuation0 at distance d the light is divided by {@code attenuation0 + attenuation1 d +
 *     attenuation2 d²}; not used if directional
 * @param attenuation1 see attenuation0
 * @param attenuation2 see attenuation0
 * @param cutoff half-angle of its cone in degrees, 0 to 90, or 180 for all around; not used if
 *     directional
 * @param exponent how fast it fades from the axis of the cone to its edge, 0 to 128; not used if
 *     directional
 */
public record Light(
    boolean directional,
    boolean castsShadow,
    Colour ambient,
    Colour diffuse,
    Colour specular,
    double attenuation0,
    double attenuation1,
    double attenuation2,
    double cutoff,
    double exponent) {

  /**
   * @throws IllegalArgumentException if a number is out of its range, or the attenuations are all 0
   */
  public Light {
    Range.require(attenuation0, 0, 1e9, "attenuation0");
    Range.require(attenuation1, 0, 1e9, "attenuation1");
    Range.require(attenuation2, 0, 1e9, "attenuation2");
    Range.require(
        attenuation0 + attenuation1 + attenuation2, Double.MIN_NORMAL, 3e9, "The attenuation");
    Range.require(cutoff, 0, 180, "cutoff");
    Range.require(exponent, 0, 128, "exponent");
  }
}
