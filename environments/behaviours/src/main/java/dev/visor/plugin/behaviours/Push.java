package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;

/** Pushes the ball of {@code point_mass} to the middle, and brakes it there. */
final class Push implements Controller {
  private static final double STIFFNESS = 9;
  private static final double DAMPING = 3;

  @Override
  public double[] act(PhysicsAccess physics, int decision) {
    double[] positions = physics.positions();
    double[] velocities = physics.velocities();
    double[] action = new double[positions.length];
    for (int i = 0; i < action.length; i++) {
      action[i] = -STIFFNESS * positions[i] - DAMPING * velocities[i];
    }
    return action;
  }
}
