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

/** A person of 21 joints that is to walk upright. */
final class Humanoid implements TaskRules {
  /** Horizontal speed of the centre of mass, in metres a second, from which on it walks. */
  private static final double WALK_SPEED = 1;

  /** Height of the head's centre, in metres, from which on it stands. */
  private static final double STAND_HEIGHT = 1.4;

  /** Positions of a body in free flight, which come before the joints' angles. */
  private static final int ROOT_POSITIONS = 7;

  private static final List<String> EXTREMITIES =
      List.of("left_hand", "left_foot", "right_hand", "right_foot");

  private static final Tolerance STANDING = Tolerance.from(STAND_HEIGHT).within(STAND_HEIGHT / 4);

  /** Of the vertical component of the torso's z axis. */
  private static final Tolerance UPRIGHT = Tolerance.from(0.9).within(1.9, Sigmoid.LINEAR, 0);

  private static final Tolerance SPARING = Tolerance.ofZero().within(1, Sigmoid.QUADRATIC, 0);

  private static final Tolerance MOVING =
      Tolerance.from(WALK_SPEED).within(WALK_SPEED, Sigmoid.LINEAR, 0);

  private static final SimulatedTask WALK =
      new SimulatedTask(
          ControlSuite.describe(
              "humanoid-walk",
              "Stand upright, and go in any direction at 1 m/s or more, with little force.",
              ControlSuite.SOURCE,
              new View("back", 64, 2),
              0.025,
              actuators(),
              proprioception(),
              "control",
              "dense",
              "hard"),
          ControlSuite.model("humanoid.xml"),
          Stepping.half(5),
          Humanoid::new);

  static final List<SimulatedTask> TASKS = List.of(WALK, WALK.withLegacyCapsules());

  private final Model model;
  private final Simulation simulation;
  private final JointRandomiser joints;
  private final int torso;
  private final int head;
  private final int[] extremities;
  private final int velocity;

  private Humanoid(Model model, Simulation simulation) {
    this.model = model;
    this.simulation = simulation;
    this.joints = new JointRandomiser(model, simulation);
    this.torso = model.body("torso");
    this.head = model.body("head");
    this.extremities = EXTREMITIES.stream().mapToInt(model::body).toArray();
    this.velocity = model.sensor("velocity");
  }

  @Override
  public void start(RandomStream random) {
    joints.randomiseApart(random);
  }

  @Override
  public void observe(float[] target) {
    int next = 0;
    for (int i = ROOT_POSITIONS; i < model.positions(); i++) {
      target[next++] = (float) simulation.position(i);
    }
    target[next++] = (float) simulation.bodyPosition(head, 2);
    for (int extremity : extremities) {
      for (int axis = 0; axis < 3; axis++) {
        target[next++] = (float) fromTorso(extremity, axis);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      target[next++] = (float) simulation.bodyRotation(torso, 2, axis);
    }
    for (int axis = 0; axis < 3; axis++) {
      target[next++] = (float) simulation.sensor(velocity, axis);
    }
    for (int i = 0; i < model.velocities(); i++) {
      target[next++] = (float) simulation.velocity(i);
    }
  }

  /** Where a body is along one of the torso's own axes. */
  private double fromTorso(int body, int axis) {
    double along = 0;
    for (int i = 0; i < 3; i++) {
      double away = simulation.bodyPosition(body, i) - simulation.bodyPosition(torso, i);
      along += away * simulation.bodyRotation(torso, i, axis);
    }
    return along;
  }

  @Override
  public double reward() {
    double standing = STANDING.at(simulation.bodyPosition(head, 2));
    double upright = UPRIGHT.at(simulation.bodyRotation(torso, 2, 2));
    double x = simulation.sensor(velocity, 0);
    double y = simulation.sensor(velocity, 1);
    double moving = (5 * MOVING.at(Math.sqrt(x * x + y * y)) + 1) / 6;
    return standing * upright * sparing() * moving;
  }

  private double sparing() {
    double sum = 0;
    for (int i = 0; i < model.actuators(); i++) {
      sum += SPARING.at(simulation.control(i));
    }
    return (4 + sum / model.actuators()) / 5;
  }

  private static List<String> actuators() {
    List<String> names = new ArrayList<>(List.of("abdomen_y", "abdomen_z", "abdomen_x"));
    addPairs(names, "hip_x", "hip_z", "hip_y", "knee", "ankle_x", "ankle_y");
    addPairs(names, "shoulder1", "shoulder2", "elbow");
    return names;
  }

  private static List<String> proprioception() {
    List<String> joints = new ArrayList<>(List.of("abdomen_z", "abdomen_y", "abdomen_x"));
    addPairs(joints, "hip_x", "hip_z", "hip_y", "knee", "ankle_y", "ankle_x");
    addPairs(joints, "shoulder1", "shoulder2", "elbow");
    List<String> names = new ArrayList<>(joints);
    names.add("head_height");
    for (String extremity : EXTREMITIES) {
      addAxes(names, extremity, "");
    }
    addAxes(names, "torso_vertical", "");
    addAxes(names, "centre", "_velocity");
    addAxes(names, "root", "_velocity");
    addAxes(names, "root", "_turning");
    for (String joint : joints) {
      names.add(joint + "_velocity");
    }
    return names;
  }

  private static void addPairs(List<String> names, String... parts) {
    for (String side : List.of("right_", "left_")) {
      for (String part : parts) {
        names.add(side + part);
      }
    }
  }

  private static void addAxes(List<String> names, String of, String what) {
    for (String axis : List.of("_x", "_y", "_z")) {
      names.add(of + axis + what);
    }
  }
}
