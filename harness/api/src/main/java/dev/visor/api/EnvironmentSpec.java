package dev.visor.api;

/**
 * What an agent has to know of the environment it acts in, whether it is trained in it or only
 * evaluated there.
 *
 * @param task the task it runs
 * @param observation the shape of what the agent sees
 */
public record EnvironmentSpec(TaskDescriptor task, ObservationSpec observation) {
  /** Length of the action vector; every value lies in [−1, 1]. */
  public int actionSize() {
    return task.actions().size();
  }

  /** Actions the agent chooses in one episode. */
  public int decisions() {
    return task.decisions();
  }
}
