package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import dev.visor.plugin.control.ControlSuite.View;
import dev.visor.plugin.control.Tolerance.Sigmoid;
import java.util.List;

/**
 * A ball that is pushed to the middle of the arena. In {@code point_mass-dense}, a task of our own
 * with the same dynamics, the ball is large enough for small pictures and reward begins farther
 * away, so that little data and time suffice to learn it.
 */
final class PointMass implements TaskRules {
  private static final List<String> ACTUATORS = List.of("x", "y");

  private static final Tolerance SPARING = Tolerance.ofZero().within(1, Sigmoid.QUADRATIC, 0);

  static final List<SimulatedTask> TASKS =
      List.of(
          new SimulatedTask(
              ControlSuite.describe(
                  "point_mass-easy",
                  "Push a small ball to the middle with little force.",
                  ControlSuite.SOURCE,
                  new View("fixed", 64, 2),
                  0.02,
                  ACTUATORS,
                  proprioception(),
                  "control",
                  "sparse",
                  "easy"),
              ControlSuite.model("point_mass.xml"),
              Stepping.half(1),
              (model, simulation) ->
                  new PointMass(model, simulation, Tolerance.of(0, 0.015).within(0.015), true)),
          new SimulatedTask(
              ControlSuite.describe(
                  "point_mass-dense",
                  "Push a large ball to the middle; reward begins near it.",
                  "Visor; dynamics of the DeepMind Control Suite's point_mass",
                  new View("fixed", 32, 4),
                  0.02,
                  ACTUATORS,
                  proprioception(),
                  "control",
                  "dense",
                  "quick"),
              ControlSuite.model("point_mass_dense.xml"),
              Stepping.half(1),
              (model, simulation) ->
                  new PointMass(model, simulation, Tolerance.of(0, 0.03).within(0.1), false)));

  private final Simulation simulation;
  private final JointRandomiser joints;
  private final Tolerance near;
  private final boolean sparing;
  private final int ball;
  private final int target;

  private PointMass(Model model, Simulation simulation, Tolerance near, boolean sparing) {
    this.simulation = simulation;
    this.joints = new JointRandomiser(model, simulation);
    this.near = near;
    this.sparing = sparing;
    this.ball = model.geom("ball");
    this.target = model.geom("target");
  }

  @Override
  public void start(RandomStream random) {
    joints.randomise(random);
  }

  @Override
  public void observe(float[] observation) {
    for (int i = 0; i < 2; i++) {
      observation[i] = (float) simulation.position(i);
      observation[2 + i] = (float) simulation.velocity(i);
    }
  }

  @Override
  public double reward() {
    double reward = near.at(distance());
    if (!sparing) {
      return reward;
    }
    double force = (SPARING.at(simulation.control(0)) + SPARING.at(simulation.control(1))) / 2;
    return reward * (force + 4) / 5;
  }

  private double distance() {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double along = simulation.geomPosition(target, axis) - simulation.geomPosition(ball, axis);
      sum += along * along;
    }
    return Math.sqrt(sum);
  }

  private static List<String> proprioception() {
    return List.of("x", "y", "x_velocity", "y_velocity");
  }
}
