package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;

/** Brings the finger of {@code reacher} to the target: the angles that reach it, then feedback. */
final class Reach implements Controller {
  /** Length of arm and hand alike, in metres. */
  private static final double LENGTH = 0.12;

  private static final double NEAREST = 0.03;
  private static final double FARTHEST = 0.235;

  /** The wrist's limit, with room, in radians. */
  private static final double SHARPEST = 2.7;

  private static final double STIFFNESS = 1;
  private static final double DAMPING = 0.1;

  @Override
  public double[] act(PhysicsAccess physics, int decision) {
    double shoulder = physics.positions()[0];
    double wrist = physics.positions()[1];
    float[] seen = physics.proprio();
    double x = LENGTH * (StrictMath.cos(shoulder) + StrictMath.cos(shoulder + wrist)) + seen[2];
    double y = LENGTH * (StrictMath.sin(shoulder) + StrictMath.sin(shoulder + wrist)) + seen[3];
    double radius = Math.max(NEAREST, Math.min(FARTHEST, Math.sqrt(x * x + y * y)));
    // Two equal links that meet at radius: an isosceles triangle.
    double bend = 2 * StrictMath.acos(radius / (2 * LENGTH));
    double towards = StrictMath.atan2(y, x) - bend / 2;
    double turn = StrictMath.IEEEremainder(towards - shoulder, 2 * StrictMath.PI);
    double fold = Math.min(bend, SHARPEST) - wrist;
    return new double[] {
      STIFFNESS * turn - DAMPING * physics.velocities()[0],
      STIFFNESS * fold - DAMPING * physics.velocities()[1]
    };
  }
}
