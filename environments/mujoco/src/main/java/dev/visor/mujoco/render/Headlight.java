package dev.visor.mujoco.render;

/**
 * The light that comes with the camera: parallel rays along its line of sight, without shadows.
 *
 * @param ambient light that it adds whatever the surface's slope
 * @param diffuse light that it adds by the cosine of the surface's slope
 * @param specular light of its highlights
 */
public record Headlight(Colour ambient, Colour diffuse, Colour specular) {

  /** No headlight. */
  public static final Headlight OFF = new Headlight(Colour.BLACK, Colour.BLACK, Colour.BLACK);
}
