package dev.visor.mujoco.render;

import java.util.ArrayList;
import java.util.List;

/** Puts a scene and its pose together, thing by thing. */
final class Stage {
  private final Headlight headlight;
  private final Sky sky;
  private final double near;
  private final double far;
  private final List<Geom> geoms = new ArrayList<>();
  private final List<Light> lights = new ArrayList<>();
  private final List<Camera> cameras = new ArrayList<>();
  private final List<Cord> cords = new ArrayList<>();
  private final List<Placement> geomPlaces = new ArrayList<>();
  private final List<Placement> cordEnds = new ArrayList<>();
  private final List<Placement> lightPlaces = new ArrayList<>();
  private final List<Placement> cameraPlaces = new ArrayList<>();

  Stage(Headlight headlight, Sky sky, double near, double far) {
    this.headlight = headlight;
    this.sky = sky;
    this.near = near;
    this.far = far;
  }

  Stage add(Geom geom, Placement place) {
    geoms.add(geom);
    geomPlaces.add(place);
    return this;
  }

  Stage add(Cord cord, Placement from, Placement to) {
    cords.add(cord);
    cordEnds.add(from);
    cordEnds.add(to);
    return this;
  }

  /** A light shines along the -z axis of its place. */
  Stage add(Light light, Placement place) {
    lights.add(light);
    lightPlaces.add(place);
    return this;
  }

  Stage add(Camera camera, Placement place) {
    cameras.add(camera);
    cameraPlaces.add(place);
    return this;
  }

  StoredScenes stored() {
    return stored(Placement.at(0, 0, 0));
  }

  /** With the whole world, cameras and all, moved to a place. */
  StoredScenes stored(Placement world) {
    Scene scene = new Scene(geoms, cords, lights, cameras, headlight, sky, near, far);
    Pose pose = new Pose(scene);
    for (int i = 0; i < geoms.size(); i++) {
      put(world.before(geomPlaces.get(i)), i, pose.geomPositions(), pose.geomRotations());
    }
    for (int i = 0; i < cordEnds.size(); i++) {
      put(world.before(cordEnds.get(i)), i, pose.cordEnds(), new double[9 * cordEnds.size()]);
    }
    for (int i = 0; i < cameras.size(); i++) {
      put(world.before(cameraPlaces.get(i)), i, pose.cameraPositions(), pose.cameraRotations());
    }
    for (int i = 0; i < lights.size(); i++) {
      double[] rotation = new double[9];
      put(world.before(lightPlaces.get(i)), 0, new double[3], rotation);
      Placement place = world.before(lightPlaces.get(i));
      double[] position = {place.x(), place.y(), place.z()};
      double[] direction = {-rotation[2], -rotation[5], -rotation[8]};
      System.arraycopy(position, 0, pose.lightPositions(), 3 * i, 3);
      System.arraycopy(direction, 0, pose.lightDirections(), 3 * i, 3);
    }
    return new StoredScenes(scene, pose);
  }

  private static void put(Placement place, int index, double[] positions, double[] rotations) {
    positions[3 * index] = place.x();
    positions[3 * index + 1] = place.y();
    positions[3 * index + 2] = place.z();
    System.arraycopy(place.rotation(), 0, rotations, 9 * index, 9);
  }
}
