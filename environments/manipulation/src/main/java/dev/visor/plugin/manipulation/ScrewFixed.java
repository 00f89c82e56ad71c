package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.GoalRules;
import dev.visor.mujoco.task.SimulatedTask;
import java.util.List;

/**
 * D'Claw turns a valve along with a mark that goes round at constant speed: ROBEL's
 * DClawScrewFixed. Every episode starts alike.
 */
final class ScrewFixed implements GoalRules {
  /** The mark's speed, in rad/s. */
  private static final double TARGET_SPEED = 0.5;

  private static final double ERROR_WEIGHT = 5;

  /** Angles, in radians, within which the valve earns more, and what it earns. */
  private static final double NEAR = 0.25;

  private static final double NEAR_BONUS = 10;
  private static final double VERY_NEAR = 0.1;
  private static final double VERY_NEAR_BONUS = 50;

  /** Angle, in radians, within which the valve counts as turned along. */
  private static final double SUCCESS = 0.2;

  static final List<SimulatedTask> TASKS =
      List.of(
          new SimulatedTask(
              new TaskDescriptor(
                  new TaskId("dclaw-screw-fixed", 1),
                  "Turn the valve along with the green mark, at 0.5 rad/s.",
                  Claw.HORIZON,
                  Claw.ACTION_REPEAT,
                  Claw.CONTROL_SECONDS,
                  Claw.ACTUATORS,
                  Claw.proprioception(),
                  Claw.state("mark_ahead_cos", "mark_ahead_sin"),
                  Claw.CAMERA,
                  Claw.IMAGE_SIZE,
                  // At worst half a turn away, with fingers far from their rest that move fast.
                  -150,
                  NEAR_BONUS + VERY_NEAR_BONUS,
                  // Random actions; the most that can be earned.
                  new ReferenceReturns(-910, 4800),
                  "ROBEL's DClawScrewFixed (Ahn et al. 2019, arXiv:1909.11639), model re-authored",
                  List.of("manipulation", "dense", ManipulationEnvironments.FIXED_START)),
              Claw.MODEL,
              Claw.STEPPING,
              ScrewFixed::new));

  private final Simulation simulation;
  private final Claw claw;
  private final int mark;
  private double target;

  private ScrewFixed(Model model, Simulation simulation) {
    this.simulation = simulation;
    this.claw = new Claw(model, simulation);
    this.mark = model.body("mark");
  }

  @Override
  public void start(RandomStream random) {
    claw.rest();
    aimAt(0);
  }

  @Override
  public void resume() {
    claw.resume();
    aimAt(0);
  }

  @Override
  public double[] act(double[] action) {
    aimAt(target + TARGET_SPEED * Claw.CONTROL_SECONDS);
    return claw.commands(action);
  }

  private void aimAt(double angle) {
    target = angle;
    simulation.turnBody(mark, StrictMath.cos(angle / 2), 0, 0, StrictMath.sin(angle / 2));
  }

  @Override
  public double reward() {
    double error = error();
    double bonus = (error < NEAR ? NEAR_BONUS : 0) + (error < VERY_NEAR ? VERY_NEAR_BONUS : 0);
    return bonus - ERROR_WEIGHT * error - claw.poseCost() - claw.speedCost();
  }

  @Override
  public boolean succeeded() {
    return error() < SUCCESS;
  }

  /** How far the valve is from the mark, by the shorter way round: 0 to π. */
  private double error() {
    return Math.abs(StrictMath.IEEEremainder(claw.valveAngle() - target, 2 * StrictMath.PI));
  }

  @Override
  public void observe(float[] target) {
    claw.observe(target);
  }

  @Override
  public void tell(float[] values) {
    claw.tell(values);
    double ahead = target - claw.valveAngle();
    values[values.length - 2] = (float) StrictMath.cos(ahead);
    values[values.length - 1] = (float) StrictMath.sin(ahead);
  }
}
