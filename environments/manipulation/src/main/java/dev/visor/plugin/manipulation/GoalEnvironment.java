package dev.visor.plugin.manipulation;

import dev.visor.api.ObservationSpec;
import dev.visor.api.SuccessSignal;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;

/** Runs a task that says when it is solved. */
final class GoalEnvironment extends ManipulationEnvironment implements SuccessSignal {
  private final GoalRules rules;

  GoalEnvironment(
      ManipulationTask task,
      ObservationSpec observation,
      Model model,
      Simulation simulation,
      GoalRules rules) {
    super(task, observation, model, simulation, rules);
    this.rules = rules;
  }

  @Override
  public boolean succeeded() {
    requireOpen();
    return rules.succeeded();
  }
}
