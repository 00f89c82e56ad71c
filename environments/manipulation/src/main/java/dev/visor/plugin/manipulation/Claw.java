package dev.visor.plugin.manipulation;

import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.ModelText;
import dev.visor.mujoco.task.Stepping;
import java.util.ArrayList;
import java.util.List;

/**
 * D'Claw: three fingers of three joints each, hanging upside down over a valve. Holds what its
 * tasks share: the command law, the pose at rest and the costs of leaving it.
 *
 * <p>After ROBEL (Ahn et al. 2019, arXiv:1909.11639).
 */
final class Claw {
  static final ModelText MODEL = ModelText.of(Claw.class, "dclaw.xml");

  /** Physics steps take 0.0025 s. */
  static final Stepping STEPPING = Stepping.whole(40);

  static final double CONTROL_SECONDS = 0.1;
  static final int HORIZON = 80;
  static final int ACTION_REPEAT = 2;
  static final int IMAGE_SIZE = 128;
  static final String CAMERA = "front";

  static final List<String> ACTUATORS =
      List.of(
          "index_0",
          "index_1",
          "index_2",
          "middle_0",
          "middle_1",
          "middle_2",
          "thumb_0",
          "thumb_1",
          "thumb_2");

  private static final int JOINTS = 9;

  /** Commanded angles reach as far to both sides, in radians, for each joint of a finger. */
  private static final double[] REACH = {0.48, StrictMath.PI / 3, StrictMath.PI / 2};

  /** The pose at rest of each finger, in radians. */
  private static final double[] REST = {0, -StrictMath.PI / 3, StrictMath.PI / 3};

  /** A command lies no farther ahead of a joint than it would go at this speed, in rad/s. */
  private static final double TOP_SPEED = 2 * StrictMath.PI / 3;

  /** Speeds below this cost nothing, in rad/s. */
  private static final double FREE_SPEED = 0.5;

  private final Simulation simulation;
  private final int[] positions;
  private final int[] velocities;
  private final int valvePosition;
  private final int valveVelocity;

  Claw(Model model, Simulation simulation) {
    this.simulation = simulation;
    this.positions =
        ACTUATORS.stream().mapToInt(j -> model.jointPosition(model.joint(j))).toArray();
    this.velocities =
        ACTUATORS.stream().mapToInt(j -> model.jointVelocity(model.joint(j))).toArray();
    int valve = model.joint("valve");
    this.valvePosition = model.jointPosition(valve);
    this.valveVelocity = model.jointVelocity(valve);
  }

  /** Puts the fingers at rest. */
  void rest() {
    for (int i = 0; i < JOINTS; i++) {
      simulation.position(positions[i], REST[i % REST.length]);
    }
  }

  /**
   * Takes up wherever fingers and valve are. The solver begins at its last solution, so that one
   * more or less shows in the last digits: an episode of version 1 that begins in a given state
   * does so on the second.
   */
  void resume() {
    simulation.forward();
  }

  /** Angles to command: an action is a share of the reach, and no command runs far ahead. */
  double[] commands(double[] action) {
    double[] angles = new double[JOINTS];
    double ahead = TOP_SPEED * CONTROL_SECONDS;
    for (int i = 0; i < JOINTS; i++) {
      double angle = simulation.position(positions[i]);
      double wanted = action[i] * REACH[i % REACH.length];
      angles[i] = angle + Math.max(-ahead, Math.min(ahead, wanted - angle));
    }
    return angles;
  }

  double valveAngle() {
    return simulation.position(valvePosition);
  }

  double valveSpeed() {
    return simulation.velocity(valveVelocity);
  }

  /** Distance of the joints from their pose at rest, in radians. */
  double poseCost() {
    double squares = 0;
    for (int i = 0; i < JOINTS; i++) {
      double away = simulation.position(positions[i]) - REST[i % REST.length];
      squares += away * away;
    }
    return Math.sqrt(squares);
  }

  /** Length of the joints' velocity, in rad/s, without those that are slow. */
  double speedCost() {
    double squares = 0;
    for (int i = 0; i < JOINTS; i++) {
      double speed = simulation.velocity(velocities[i]);
      if (Math.abs(speed) >= FREE_SPEED) {
        squares += speed * speed;
      }
    }
    return Math.sqrt(squares);
  }

  /** Writes angles, then velocities, of the fingers; the valve is only seen. */
  void observe(float[] target) {
    for (int i = 0; i < JOINTS; i++) {
      target[i] = (float) simulation.position(positions[i]);
      target[JOINTS + i] = (float) simulation.velocity(velocities[i]);
    }
  }

  /** Writes what {@link #observe} does, and then where the valve stands and how fast it turns. */
  void tell(float[] target) {
    observe(target);
    target[2 * JOINTS] = (float) StrictMath.cos(valveAngle());
    target[2 * JOINTS + 1] = (float) StrictMath.sin(valveAngle());
    target[2 * JOINTS + 2] = (float) valveSpeed();
  }

  /**
   * Names of the whole state.
   *
   * @param more values of a task, after those of all
   */
  static List<String> state(String... more) {
    List<String> names = new ArrayList<>(proprioception());
    names.addAll(List.of("valve_cos", "valve_sin", "valve_velocity"));
    names.addAll(List.of(more));
    return names;
  }

  static List<String> proprioception() {
    List<String> names = new ArrayList<>();
    ACTUATORS.forEach(joint -> names.add(joint + "_angle"));
    ACTUATORS.forEach(joint -> names.add(joint + "_velocity"));
    return names;
  }
}
