package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import dev.visor.plugin.control.ControlSuite.View;
import dev.visor.plugin.control.Tolerance.Sigmoid;
import java.util.ArrayList;
import java.util.List;

/** A planar biped that is to stand upright, to walk or to run. */
final class Walker implements TaskRules {
  /** Height of the torso's centre, in metres, from which on the walker stands. */
  private static final double STAND_HEIGHT = 1.2;

  /** Forward speed of the centre of mass, in metres a second, from which on it walks. */
  private static final double WALK_SPEED = 1;

  /** The same for running. */
  private static final double RUN_SPEED = 8;

  private static final List<String> SEGMENTS =
      List.of(
          "torso", "right_thigh", "right_leg", "right_foot", "left_thigh", "left_leg", "left_foot");

  private static final List<String> ACTUATORS =
      List.of("right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle");

  private static final Tolerance STANDING = Tolerance.from(STAND_HEIGHT).within(STAND_HEIGHT / 2);

  private static final SimulatedTask WALK =
      task("walker-walk", "Stand, and go forward at 1 m/s or more.", WALK_SPEED);

  static final List<SimulatedTask> TASKS =
      List.of(
          task("walker-stand", "Keep the torso high and upright.", 0, "easy"),
          WALK,
          WALK.withLegacyCapsules(),
          task("walker-run", "Stand, and go forward at 8 m/s or more.", RUN_SPEED, "hard"));

  private final Simulation simulation;
  private final JointRandomiser joints;
  private final double speed;
  private final int[] segments;
  private final int velocity;
  private final int degrees;

  private Walker(Model model, Simulation simulation, double speed) {
    this.simulation = simulation;
    this.joints = new JointRandomiser(model, simulation);
    this.speed = speed;
    this.segments = SEGMENTS.stream().mapToInt(model::body).toArray();
    this.velocity = model.sensor("velocity");
    this.degrees = model.velocities();
  }

  @Override
  public void start(RandomStream random) {
    joints.randomise(random);
  }

  @Override
  public void observe(float[] target) {
    int next = 0;
    for (int segment : segments) {
      target[next++] = (float) simulation.bodyRotation(segment, 0, 0);
      target[next++] = (float) simulation.bodyRotation(segment, 0, 2);
    }
    target[next++] = (float) torsoHeight();
    for (int i = 0; i < degrees; i++) {
      target[next++] = (float) simulation.velocity(i);
    }
  }

  @Override
  public double reward() {
    double upright = (1 + simulation.bodyRotation(segments[0], 2, 2)) / 2;
    double stand = (3 * STANDING.at(torsoHeight()) + upright) / 4;
    if (speed == 0) {
      return stand;
    }
    Tolerance moving = Tolerance.from(speed).within(speed / 2, Sigmoid.LINEAR, 0.5);
    return stand * (5 * moving.at(simulation.sensor(velocity, 0)) + 1) / 6;
  }

  private double torsoHeight() {
    return simulation.bodyPosition(segments[0], 2);
  }

  private static SimulatedTask task(String name, String summary, double speed, String... tags) {
    List<String> all = new ArrayList<>(List.of("control", "dense"));
    all.addAll(List.of(tags));
    return new SimulatedTask(
        ControlSuite.describe(
            name,
            summary,
            ControlSuite.SOURCE,
            new View("side", 64, 2),
            0.025,
            ACTUATORS,
            proprioception(),
            all.toArray(String[]::new)),
        ControlSuite.model("walker.xml"),
        Stepping.half(10),
        (model, simulation) -> new Walker(model, simulation, speed));
  }

  private static List<String> proprioception() {
    List<String> names = new ArrayList<>();
    for (String segment : SEGMENTS) {
      names.add(segment + "_xx");
      names.add(segment + "_xz");
    }
    names.add("torso_height");
    for (String joint : List.of("rootz", "rootx", "rooty")) {
      names.add(joint + "_velocity");
    }
    for (String joint : ACTUATORS) {
      names.add(joint + "_velocity");
    }
    return names;
  }
}
