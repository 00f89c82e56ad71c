package dev.visor.mujoco.render;

import org.jspecify.annotations.Nullable;

/**
 * How a surface answers light, in the terms of MuJoCo's {@code material} element.
 *
 * @param texture the pattern that multiplies the geom's colour, drawn on planes only; null for none
 * @param repeatX how often the pattern repeats along x: per two metres if {@code uniform}, else
 *     over the whole plane
 * @param repeatY the same along y
 * @param uniform whether the repeats count per two metres of space, not per plane
 * @param emission share of its own colour that the surface sends out without any light, at least 0
 * @param specular strength of the highlights, 0 to 1
 * @param shininess sharpness of the highlights, 0 to 1: the exponent is 128 times this
 * @param reflectance share of the mirrored scene that is added, 0 to 1; of planes only
 */
public record Material(
    @Nullable Checker texture,
    double repeatX,
    double repeatY,
    boolean uniform,
    double emission,
    double specular,
    double shininess,
    double reflectance) {

  /** What MuJoCo gives a geom without a material. */
  public static final Material PLAIN = new Material(null, 1, 1, false, 0, 0.5, 0.5, 0);

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Material {
    Range.require(repeatX, 0, 1e6, "repeatX");
    Range.require(repeatY, 0, 1e6, "repeatY");
    Range.require(emission, 0, 1e6, "emission");
    Range.require(specular, 0, 1, "specular");
    Range.require(shininess, 0, 1, "shininess");
    Range.require(reflectance, 0, 1, "reflectance");
  }
}
