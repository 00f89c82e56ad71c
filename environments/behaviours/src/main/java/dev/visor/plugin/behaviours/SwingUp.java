package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;

/**
 * Swings the pole of {@code cartpole} up and balances it: far from upright it pumps the energy that
 * the pole lacks, near it it holds pole and cart by linear feedback.
 */
final class SwingUp implements Controller {
  private static final double POLE_MASS = 0.1;
  private static final double POLE_CENTRE = 0.5;
  private static final double POLE_INERTIA = 0.009425 + POLE_MASS * POLE_CENTRE * POLE_CENTRE;
  private static final double GRAVITY = 9.81;

  /** The cosine of the pole's angle from which on it is balanced. */
  private static final double NEARLY_UPRIGHT = 0.7;

  @Override
  public double[] act(PhysicsAccess physics, int decision) {
    double cart = physics.positions()[0];
    double pole = physics.positions()[1];
    double cartVelocity = physics.velocities()[0];
    double poleVelocity = physics.velocities()[1];
    double cosine = StrictMath.cos(pole);
    if (cosine > NEARLY_UPRIGHT) {
      double angle = StrictMath.atan2(StrictMath.sin(pole), cosine);
      return new double[] {12 * angle + 3 * poleVelocity + cart + 1.6 * cartVelocity};
    }
    if (Math.abs(poleVelocity) < 0.05 && cosine < -0.95) {
      return new double[] {0.8}; // At rest there is nothing to pump.
    }
    double lacking =
        POLE_INERTIA * poleVelocity * poleVelocity / 2
            + POLE_MASS * GRAVITY * POLE_CENTRE * (cosine - 1);
    return new double[] {8 * lacking * poleVelocity * cosine - 0.3 * cart - 0.4 * cartVelocity};
  }
}
