package dev.visor.api;

import java.util.List;

/**
 * What is known of a task without opening it.
 *
 * @param id its versioned name
 * @param summary one sentence on what earns reward
 * @param horizon control steps in an episode; after the last one the episode is truncated
 * @param actionRepeat control steps for which one action of the agent is held; rewards are summed
 * @param controlSeconds seconds of simulated time in one control step
 * @param actions names of the actuators, in the order of the action vector; every value in [−1, 1]
 * @param proprioception names of the values of the state observation, in order; may be empty
 * @param state names of the values of the whole state, in order: those from which all that comes
 *     follows, what an agent does not feel among them (where a valve stands)
 * @param camera name of the camera that the agent sees through
 * @param imageSize edge of its square picture in pixels for commands and checks that are told no
 *     other; suites always name their own
 * @param minReward least reward of one control step
 * @param maxReward greatest reward of one control step
 * @param returns the pair that turns a return into a score
 * @param source where the figures come from: a paper's section or an authors' code
 * @param tags words to select by, such as {@code control}, {@code sparse}
 */
public record TaskDescriptor(
    TaskId id,
    String summary,
    int horizon,
    int actionRepeat,
    double controlSeconds,
    List<String> actions,
    List<String> proprioception,
    List<String> state,
    String camera,
    int imageSize,
    double minReward,
    double maxReward,
    ReferenceReturns returns,
    String source,
    List<String> tags) {

  public TaskDescriptor {
    actions = List.copyOf(actions);
    proprioception = List.copyOf(proprioception);
    state = List.copyOf(state);
    tags = List.copyOf(tags);
    if (horizon < 1 || actionRepeat < 1 || actions.isEmpty() || minReward > maxReward) {
      throw new IllegalArgumentException(
          "task "
              + id
              + " needs a horizon and an action repeat of 1 or more, an actuator, and"
              + " minReward ≤ maxReward");
    }
  }

  /** A task of which an agent feels the whole state. */
  public TaskDescriptor(
      TaskId id,
      String summary,
      int horizon,
      int actionRepeat,
      double controlSeconds,
      List<String> actions,
      List<String> proprioception,
      String camera,
      int imageSize,
      double minReward,
      double maxReward,
      ReferenceReturns returns,
      String source,
      List<String> tags) {
    this(
        id,
        summary,
        horizon,
        actionRepeat,
        controlSeconds,
        actions,
        proprioception,
        proprioception,
        camera,
        imageSize,
        minReward,
        maxReward,
        returns,
        source,
        tags);
  }

  /** Actions the agent chooses in one episode: the horizon divided by the repeat, rounded up. */
  public int decisions() {
    return (horizon + actionRepeat - 1) / actionRepeat;
  }
}
