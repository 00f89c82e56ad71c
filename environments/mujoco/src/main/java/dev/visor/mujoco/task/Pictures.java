package dev.visor.mujoco.task;

import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.render.Pose;
import dev.visor.mujoco.render.RayCaster;
import java.util.List;

/** Draws the state of one simulation, for the agent and for onlookers. */
final class Pictures {
  /** Smallest and largest edge of a picture, in pixels. */
  private static final int MIN_EDGE = 16;

  private static final int MAX_EDGE = 2048;

  private final TaskDescriptor task;
  private final Model model;
  private final Simulation simulation;
  private final Pose pose;
  private final RayCaster eye;
  private final int height;
  private final int width;
  private final int camera;
  private RayCaster onlooker;
  private int onlookerHeight;
  private int onlookerWidth;

  Pictures(TaskDescriptor task, Model model, Simulation simulation, ObservationSpec observation) {
    this.task = task;
    this.model = model;
    this.simulation = simulation;
    this.pose = new Pose(model.scene());
    this.height = observation.height();
    this.width = observation.width();
    this.eye = new RayCaster(model.scene(), height, width);
    this.camera = model.camera(task.camera());
    this.onlooker = eye;
    this.onlookerHeight = height;
    this.onlookerWidth = width;
  }

  static void requireEdges(TaskDescriptor task, int height, int width) {
    if (Math.min(height, width) < MIN_EDGE || Math.max(height, width) > MAX_EDGE) {
      throw new IllegalArgumentException(
          "%s cannot be drawn with %d × %d pixels; each edge has %d to %d"
              .formatted(task.id(), height, width, MIN_EDGE, MAX_EDGE));
    }
  }

  List<String> cameras() {
    return model.cameras();
  }

  /** What the agent sees. */
  byte[] seen() {
    return draw(eye, camera, height, width);
  }

  /** What any camera sees, in any size. */
  byte[] of(String camera, int height, int width) {
    int index = model.cameras().indexOf(camera);
    if (index < 0) {
      throw new IllegalArgumentException(
          task.id() + " has no camera '" + camera + "'; it has " + model.cameras());
    }
    requireEdges(task, height, width);
    return draw(caster(height, width), index, height, width);
  }

  private byte[] draw(RayCaster caster, int camera, int height, int width) {
    byte[] image = new byte[height * width * ObservationSpec.CHANNELS];
    simulation.pose(pose);
    caster.draw(pose, camera, image, 0);
    return image;
  }

  /** The last one again if the size is the same: videos ask for one size many times. */
  private RayCaster caster(int height, int width) {
    if (height != onlookerHeight || width != onlookerWidth) {
      onlooker = new RayCaster(model.scene(), height, width);
      onlookerHeight = height;
      onlookerWidth = width;
    }
    return onlooker;
  }
}
