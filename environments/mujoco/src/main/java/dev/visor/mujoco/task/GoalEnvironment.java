package dev.visor.mujoco.task;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.SuccessSignal;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;

/** Runs a task that says when it is solved. */
final class GoalEnvironment extends TaskEnvironment implements SuccessSignal {
  private final GoalRules rules;

  GoalEnvironment(
      EnvironmentSpec spec,
      Stepping stepping,
      Model model,
      Simulation simulation,
      GoalRules rules) {
    super(spec, stepping, model, simulation, rules);
    this.rules = rules;
  }

  @Override
  public boolean succeeded() {
    requireOpen();
    return rules.succeeded();
  }
}
