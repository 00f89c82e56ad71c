package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import java.util.Arrays;

/**
 * Rows as Dreamer's family keeps them, V-D4RL and LOMPO among it: row t holds picture t, the action
 * that led to it and the reward on arrival. Row 0 is the reset, whose action and reward nobody took
 * or earned. So L rows are an episode of L − 1 transitions: action t of the episode is that of row
 * t + 1.
 *
 * <p>D4RL's rows hold the action taken in them, which is the opposite; to mistake one for the other
 * moves every reward by a step and breaks no rule that could be checked.
 *
 * @param images L × height × width × 3 unsigned bytes
 * @param proprio L × proprio values
 * @param actions L × action size
 * @param rewards L values
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
record ArrivalRows(byte[] images, float[] proprio, float[] actions, float[] rewards) {
  static final String MEANING =
      "row t holds the action that led to picture t and the reward on arrival; row 0 is the reset";

  /** The episode that the rows are. */
  Episode episode(boolean terminated, boolean truncated) {
    int actionSize = actions.length / rewards.length;
    return new Episode(
        images,
        proprio,
        Arrays.copyOfRange(actions, actionSize, actions.length),
        Arrays.copyOfRange(rewards, 1, rewards.length),
        terminated,
        truncated);
  }

  /** The rows that an episode is: a reset row of zeros before its actions and rewards. */
  static ArrivalRows of(Episode episode) {
    int steps = episode.length();
    int actionSize = episode.actions().length / steps;
    float[] actions = new float[(steps + 1) * actionSize];
    System.arraycopy(episode.actions(), 0, actions, actionSize, steps * actionSize);
    float[] rewards = new float[steps + 1];
    System.arraycopy(episode.rewards(), 0, rewards, 1, steps);
    return new ArrivalRows(episode.images(), episode.proprio(), actions, rewards);
  }
}
