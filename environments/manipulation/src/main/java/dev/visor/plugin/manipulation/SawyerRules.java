package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.GoalRules;

/**
 * What the tasks of the arm have in common: it handles something that moves about one joint, and
 * success alone is rewarded.
 */
abstract class SawyerRules implements GoalRules {
  final Sawyer sawyer;
  private final Simulation simulation;
  private final int position;
  private final int velocity;

  /**
   * Binds them.
   *
   * @param handled the joint of what is handled
   */
  SawyerRules(Model model, Simulation simulation, Sawyer sawyer, String handled) {
    this.sawyer = sawyer;
    this.simulation = simulation;
    this.position = model.jointPosition(model.joint(handled));
    this.velocity = model.jointVelocity(model.joint(handled));
  }

  /** Where that joint is at the start of an episode, in metres or radians. */
  abstract double startingPosition(RandomStream random);

  /** Where it is now. */
  final double position() {
    return simulation.position(position);
  }

  @Override
  public final void start(RandomStream random) {
    sawyer.ready();
    simulation.position(position, startingPosition(random));
    simulation.velocity(velocity, 0);
  }

  @Override
  public final void resume() {
    sawyer.resume();
  }

  @Override
  public final double[] act(double[] action) {
    return sawyer.act(action);
  }

  @Override
  public final double reward() {
    return succeeded() ? 1 : 0;
  }

  @Override
  public final void observe(float[] target) {
    sawyer.observe(target);
  }

  @Override
  public final void tell(float[] target) {
    sawyer.tell(target, position(), simulation.velocity(velocity));
  }
}
