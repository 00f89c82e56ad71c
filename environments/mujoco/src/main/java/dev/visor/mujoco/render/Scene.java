package dev.visor.mujoco.render;

import java.util.List;

/**
 * What of a model does not move: everything a {@link RayCaster} needs to know before the first
 * frame. The order of the lists gives the indices that a {@link Pose} uses.
 *
 * @param geoms every geom, hidden ones as well (see {@link Geom#hidden()})
 * @param cords every straight piece of a tendon, hidden ones as well (with an opacity of 0)
 * @param lights every lamp but the headlight
 * @param cameras every camera
 * @param headlight the light at the camera
 * @param sky the background
 * @param near distance in metres before which nothing is drawn, at least 0
 * @param far distance beyond which nothing is drawn
 */
public record Scene(
    List<Geom> geoms,
    List<Cord> cords,
    List<Light> lights,
    List<Camera> cameras,
    Headlight headlight,
    Sky sky,
    double near,
    double far) {

  /**
   * @throws IllegalArgumentException if {@code near} is negative or not below {@code far}
   */
  public Scene {
    geoms = List.copyOf(geoms);
    cords = List.copyOf(cords);
    lights = List.copyOf(lights);
    cameras = List.copyOf(cameras);
    Range.require(near, 0, 1e12, "near");
    Range.require(far, Math.nextUp(near), 1e12, "far");
  }
}
