package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;

/**
 * Leads the hand of a Sawyer arm from place to place, in proportion to how far it has to go. What
 * it aims at follows from where hand and handle are, so it goes on from any state.
 */
enum Hand implements Controller {
  /** To above the handle, down beside it, then against it, fingers closed. */
  OPENS_DOOR(25) {
    @Override
    double[] aim(double[] hand, double[] handle) {
      double x = handle[0] - 0.05;
      double away = Math.sqrt(squared(x - hand[0]) + squared(handle[1] - hand[1]));
      if (away > 0.12) {
        return new double[] {x + 0.06, handle[1] + 0.02, handle[2] + 0.2, SHUT};
      }
      return Math.abs(hand[2] - handle[2]) > 0.04
          ? new double[] {x + 0.06, handle[1] + 0.02, handle[2], SHUT}
          : new double[] {x, handle[1], handle[2], SHUT};
    }
  },

  /** To above the bar, down with a finger on either side, then back, fingers open. */
  OPENS_DRAWER(10) {
    @Override
    double[] aim(double[] hand, double[] handle) {
      double y = handle[1] - 0.02;
      double away = Math.sqrt(squared(handle[0] - hand[0]) + squared(y - hand[1]));
      if (hand[2] > LOW) {
        return new double[] {handle[0], y, away < 0.02 ? 0.1 : 0.22, OPEN};
      }
      return new double[] {handle[0], 0.545, 0.11, OPEN};
    }
  },

  /** To before the bar, down, then on, fingers closed. */
  SHUTS_DRAWER(10) {
    @Override
    double[] aim(double[] hand, double[] handle) {
      if (hand[2] > LOW) {
        boolean before = handle[1] - hand[1] > 0.05 && Math.abs(handle[0] - hand[0]) < 0.03;
        return new double[] {handle[0], handle[1] - 0.09, before ? 0.1 : 0.2, SHUT};
      }
      return new double[] {handle[0], handle[1] + 0.1, 0.12, SHUT};
    }
  };

  /** Commands to the gripper. */
  private static final double OPEN = -1;

  private static final double SHUT = 1;

  /** Height of the hand, in metres, below which it is beside the drawer's bar. */
  private static final double LOW = 0.14;

  /** Where the hand and the handle stand in the state of these tasks. */
  private static final int HAND = 0;

  private static final int HANDLE = 7;

  /** Strides for each metre that is left. */
  private final double gain;

  Hand(double gain) {
    this.gain = gain;
  }

  /**
   * Where the hand is to go and what the gripper is to do.
   *
   * @param hand where it is, in metres
   * @param handle where that is, in metres
   * @return x, y and z in metres, and a command
   */
  abstract double[] aim(double[] hand, double[] handle);

  @Override
  public double[] act(PhysicsAccess physics, int decision) {
    float[] state = physics.state();
    double[] hand = {state[HAND], state[HAND + 1], state[HAND + 2]};
    double[] handle = {state[HANDLE], state[HANDLE + 1], state[HANDLE + 2]};
    double[] action = aim(hand, handle);
    for (int axis = 0; axis < 3; axis++) {
      action[axis] = gain * (action[axis] - hand[axis]);
    }
    return action;
  }

  private static double squared(double value) {
    return value * value;
  }
}
