package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TimeStep;
import dev.visor.core.environment.Outcome.Failed;
import dev.visor.core.environment.Outcome.Passed;
import java.util.List;
import java.util.Locale;

/** How an episode begins, is rewarded and ends. */
final class EpisodeChecks {
  private static final double ROUNDING = 1e-6;

  private EpisodeChecks() {}

  static List<EnvironmentCheck> all() {
    return List.of(
        new EnvironmentCheck("the time limit is exact, and truncates", EpisodeChecks::timeLimit),
        new EnvironmentCheck("rewards lie in the declared range", EpisodeChecks::rewards),
        new EnvironmentCheck(
            "a step outside an episode is refused", EpisodeChecks::refusedOutsideAnEpisode),
        new EnvironmentCheck("closing twice does nothing more", EpisodeChecks::closedTwice));
  }

  private static Outcome timeLimit(Subject subject) {
    int limit = subject.task().decisions();
    Trajectory episode = subject.episode();
    TimeStep end = episode.end();
    if (episode.start().last()) {
      return new Failed("the episode is over after its reset", "begin with a step that goes on");
    }
    if (episode.decisions() > limit || !end.last()) {
      return new Failed(
          "the episode goes on after " + limit + " decisions",
          "truncate it when the task's horizon is reached");
    }
    if (episode.decisions() < limit && !end.terminated()) {
      return new Failed(
          "the episode is truncated after " + episode.decisions() + " of " + limit + " decisions",
          "let the horizon of the descriptor, counted in control steps, be the only limit");
    }
    if (episode.decisions() == limit && !end.truncated()) {
      return new Failed(
          "at the time limit the episode terminates",
          "report truncated at the time limit: the task itself has not ended");
    }
    return new Passed(
        end.truncated()
            ? limit + " decisions"
            : "terminated by the task after " + episode.decisions() + " decisions");
  }

  private static Outcome rewards(Subject subject) {
    TaskDescriptor task = subject.task();
    Trajectory episode = subject.episode();
    if (episode.start().reward() != 0) {
      return new Failed(
          "a reset is rewarded with " + episode.start().reward(), "reward a reset with 0");
    }
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 1; i <= Math.min(episode.decisions(), task.decisions()); i++) {
      TimeStep step = episode.steps().get(i);
      double reward = step.reward();
      // The last decision may be cut short by the horizon, or by the task's own end.
      int most = Math.min(task.actionRepeat(), task.horizon() - (i - 1) * task.actionRepeat());
      int fewest = step.terminated() ? 1 : most;
      double low = Math.min(fewest * task.minReward(), most * task.minReward()) - ROUNDING;
      double high = Math.max(fewest * task.maxReward(), most * task.maxReward()) + ROUNDING;
      if (!(reward >= low && reward <= high)) {
        return new Failed(
            "decision "
                + i
                + " earned "
                + reward
                + "; a control step earns "
                + task.minReward()
                + " to "
                + task.maxReward()
                + ", and this decision has "
                + most,
            "widen the range in the descriptor, or mend the reward");
      }
      least = Math.min(least, reward);
      greatest = Math.max(greatest, reward);
    }
    return new Passed(String.format(Locale.ROOT, "%.3g to %.3g a decision", least, greatest));
  }

  private static Outcome refusedOutsideAnEpisode(Subject subject) {
    Subject.Actions actions = subject.actions(1);
    Environment env = subject.open();
    try (env) {
      if (!refuses(() -> env.step(actions.next()))) {
        return new Failed(
            "it can be stepped before its first reset", "throw an IllegalStateException");
      }
      Trajectory.play(env, 1, actions, subject.task().decisions());
      if (!refuses(() -> env.step(actions.next()))) {
        return new Failed(
            "it can be stepped after the end of an episode", "throw an IllegalStateException");
      }
      if (env.reset(2).last()) {
        return new Failed(
            "a reset after an episode's end does not begin another", "put all state back in reset");
      }
    }
    if (!refuses(() -> env.step(actions.next())) || !refuses(() -> env.reset(1))) {
      return new Failed(
          "it can be reset or stepped after it was closed", "throw an IllegalStateException");
    }
    return new Passed("before a reset, after the end, after closing");
  }

  private static boolean refuses(Runnable call) {
    try {
      call.run();
      return false;
    } catch (IllegalStateException expected) {
      return true;
    }
  }

  private static Outcome closedTwice(Subject subject) {
    Environment env = subject.open();
    env.reset(1);
    env.close();
    try {
      env.close();
    } catch (RuntimeException e) {
      return new Failed("closing it again threw " + e, "do nothing where it is closed already");
    }
    try (Environment next = subject.open()) {
      next.reset(1);
    }
    return new Passed("");
  }
}
