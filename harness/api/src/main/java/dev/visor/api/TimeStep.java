package dev.visor.api;

/**
 * What an environment answers to an action.
 *
 * @param observation what the agent sees afterwards
 * @param reward sum over the action's repeats; 0 after a reset
 * @param terminated the task itself has ended: no reward would follow. Never by the clock.
 * @param truncated the horizon is reached; value goes on beyond it
 */
public record TimeStep(
    Observation observation, double reward, boolean terminated, boolean truncated) {
  /** Whether the episode is over, for either reason. */
  public boolean last() {
    return terminated || truncated;
  }
}
