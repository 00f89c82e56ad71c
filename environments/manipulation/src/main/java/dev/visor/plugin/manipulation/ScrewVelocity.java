package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.TaskRules;
import java.util.List;

/**
 * D'Claw turns a valve without end, the faster the better. The task of the LOMPO authors' own copy
 * of ROBEL, and so probably the paper's; every episode starts alike.
 */
final class ScrewVelocity implements TaskRules {
  /** Reward for a valve that turns at 1 rad/s. */
  private static final double SPEED_WEIGHT = 5;

  /**
   * No motion earns or costs as much in one control step: the valve would have to turn 40 rad/s.
   */
  private static final double REWARD_BOUND = 200;

  static final List<SimulatedTask> TASKS =
      List.of(
          new SimulatedTask(
              new TaskDescriptor(
                  new TaskId("dclaw-screw-velocity", 1),
                  "Turn the valve as fast as possible, with fingers near their rest.",
                  Claw.HORIZON,
                  Claw.ACTION_REPEAT,
                  Claw.CONTROL_SECONDS,
                  Claw.ACTUATORS,
                  Claw.proprioception(),
                  Claw.state(),
                  Claw.CAMERA,
                  Claw.IMAGE_SIZE,
                  -REWARD_BOUND,
                  REWARD_BOUND,
                  // Random actions; the best that soft actor-critic learned, at 1.26 rad/s.
                  new ReferenceReturns(-354, 275),
                  "ROBEL (Ahn et al. 2019, arXiv:1909.11639) in the version of LOMPO's first author",
                  List.of("manipulation", "dense", "paper", ManipulationEnvironments.FIXED_START)),
              Claw.MODEL,
              Claw.STEPPING,
              ScrewVelocity::new));

  private final Claw claw;

  private ScrewVelocity(Model model, Simulation simulation) {
    this.claw = new Claw(model, simulation);
  }

  @Override
  public void start(RandomStream random) {
    claw.rest();
  }

  @Override
  public void resume() {
    claw.resume();
  }

  @Override
  public double[] act(double[] action) {
    return claw.commands(action);
  }

  @Override
  public double reward() {
    return SPEED_WEIGHT * claw.valveSpeed() - claw.poseCost() - claw.speedCost();
  }

  @Override
  public void observe(float[] target) {
    claw.observe(target);
  }

  @Override
  public void tell(float[] target) {
    claw.tell(target);
  }
}
