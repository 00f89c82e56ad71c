package dev.visor.core.environment;

import dev.visor.api.Environment;
import java.util.List;
import java.util.stream.Stream;

/**
 * All checks of an environment.
 *
 * <p>They ask for what the harness relies on when it compares scores: that a seed decides an
 * episode, that an episode ends when its task says so, that what an agent is shown is whole and its
 * own, that a mistake of a caller changes nothing. Each takes about a second at most.
 */
public final class EnvironmentChecks {
  /** Decisions over which trajectories are compared. */
  static final int DECISIONS = 200;

  private EnvironmentChecks() {}

  /** The checks, in the order in which they run. */
  public static List<EnvironmentCheck> all() {
    return Stream.of(
            ObservationChecks.all(),
            RepeatabilityChecks.all(),
            EpisodeChecks.all(),
            ActionChecks.all(),
            PhysicsChecks.all(),
            ResourceChecks.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Runs all checks of a task. */
  public static CheckReport check(Subject subject) {
    return new CheckReport(
        subject.task(),
        all().stream()
            .map(check -> new CheckReport.Result(check.name(), check.run(subject)))
            .toList());
  }

  /**
   * SHA-256, in hexadecimal, over the observations and rewards of 200 random actions: the same in
   * every JVM on the same kind of machine.
   */
  public static String trajectoryDigest(Subject subject) {
    try (Environment env = subject.open()) {
      return Trajectory.play(env, 1, subject.actions(1), DECISIONS).digest();
    }
  }
}
