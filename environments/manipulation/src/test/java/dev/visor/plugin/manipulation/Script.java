package dev.visor.plugin.manipulation;

/**
 * Controllers of the arm that go from place to place: they show that its tasks can be solved, and
 * how well.
 */
enum Script {
  /** To above the handle, down beside it, then against it, fingers closed. */
  OPEN_DOOR("sawyer-door-open", 25) {
    @Override
    double[] aim(double[] hand, double[] handle) {
      double x = handle[0] - 0.05;
      double away = Math.hypot(x - hand[0], handle[1] - hand[1]);
      if (away > 0.12) {
        return new double[] {x + 0.06, handle[1] + 0.02, handle[2] + 0.2, 1};
      }
      return Math.abs(hand[2] - handle[2]) > 0.04
          ? new double[] {x + 0.06, handle[1] + 0.02, handle[2], 1}
          : new double[] {x, handle[1], handle[2], 1};
    }
  },

  /** To above the bar, down with a finger on either side, then back to a place, fingers open. */
  OPEN_DRAWER("sawyer-drawer-open", 10) {
    @Override
    double[] aim(double[] hand, double[] handle) {
      double y = handle[1] - 0.02;
      boolean above = Math.hypot(handle[0] - hand[0], y - hand[1]) < 0.02;
      if (hand[2] > 0.14) {
        return new double[] {handle[0], y, above ? 0.1 : 0.22, -1};
      }
      return new double[] {handle[0], 0.545, 0.11, -1};
    }
  },

  /** To before the bar, down, then on, fingers closed. */
  CLOSE_DRAWER("sawyer-drawer-close", 10) {
    @Override
    double[] aim(double[] hand, double[] handle) {
      if (hand[2] > 0.14) {
        boolean before = handle[1] - hand[1] > 0.05 && Math.abs(handle[0] - hand[0]) < 0.03;
        return new double[] {handle[0], handle[1] - 0.09, before ? 0.1 : 0.2, 1};
      }
      return new double[] {handle[0], handle[1] + 0.1, 0.12, 1};
    }
  };

  private final String task;
  private final double gain;

  Script(String task, double gain) {
    this.task = task;
    this.gain = gain;
  }

  /** Where the hand is to go and what the gripper is to do: x, y and z in metres, and a command. */
  abstract double[] aim(double[] hand, double[] handle);

  /**
   * What an episode brought.
   *
   * @param first the control step of the first success, from 1; 0 if there was none
   * @param successes control steps of success
   * @param last whether it succeeds in the end
   */
  record Outcome(int first, int successes, boolean last) {}

  /** Plays one episode. */
  Outcome play(Bench bench, String seed) {
    bench.start(seed);
    int handle = bench.model.sensor("handle");
    int first = 0;
    int successes = 0;
    double reward = 0;
    for (int step = 1; step <= bench.task.descriptor().horizon(); step++) {
      double[] hand = bench.body("hand");
      double[] aim = aim(hand, bench.sensed(handle));
      double[] action = {0, 0, 0, aim[3]};
      for (int axis = 0; axis < 3; axis++) {
        action[axis] = Math.max(-1, Math.min(1, gain * (aim[axis] - hand[axis])));
      }
      reward = bench.act(action);
      successes += reward > 0 ? 1 : 0;
      first = first == 0 && reward > 0 ? step : first;
    }
    return new Outcome(first, successes, reward > 0);
  }

  Bench bench() {
    return Bench.of(task);
  }
}
