package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.TimeStep;
import dev.visor.core.environment.Outcome.Failed;
import dev.visor.core.environment.Outcome.Passed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** That a seed decides an episode, and nothing else does. */
final class RepeatabilityChecks {
  private static final int FEW = 50;
  private static final int SEEDS = 10;

  /** The tag of a task whose original begins every episode alike. */
  private static final String FIXED_START = "fixed-start";

  private RepeatabilityChecks() {}

  static List<EnvironmentCheck> all() {
    return List.of(
        new EnvironmentCheck("the same seed gives the same episode", RepeatabilityChecks::repeats),
        new EnvironmentCheck(
            "an episode depends on no episode before it", RepeatabilityChecks::forgets),
        new EnvironmentCheck(
            "two environments side by side do not disturb each other",
            RepeatabilityChecks::independent),
        new EnvironmentCheck(
            "different seeds give different starts", RepeatabilityChecks::variedStarts));
  }

  private static Outcome repeats(Subject subject) {
    Trajectory one = fresh(subject, 1, EnvironmentChecks.DECISIONS);
    Trajectory other = fresh(subject, 1, EnvironmentChecks.DECISIONS);
    Optional<String> difference = one.difference(other);
    return difference.isPresent()
        ? new Failed(
            "of two episodes with seed 1 and the same actions, " + difference.get(),
            "draw all randomness from the seed of reset")
        : new Passed(one.decisions() + " decisions, SHA-256 " + one.digest());
  }

  private static Outcome forgets(Subject subject) {
    try (Environment env = subject.open()) {
      for (long seed : new long[] {1, 2, 3, 1}) {
        // Another length each time: an episode may be left before its end.
        int decisions = FEW + (int) seed;
        Trajectory later = Trajectory.play(env, seed, subject.actions(seed), decisions);
        Optional<String> difference = later.difference(fresh(subject, seed, decisions));
        if (difference.isPresent()) {
          return new Failed(
              "the episode of seed " + seed + " is another after others: " + difference.get(),
              "begin the random stream anew at every reset, and put back all state: physics,"
                  + " targets, counters");
        }
      }
    }
    return new Passed("resets with seeds 1, 2, 3 and 1");
  }

  private static Outcome independent(Subject subject) {
    List<TimeStep> one = new ArrayList<>();
    List<TimeStep> two = new ArrayList<>();
    Subject.Actions actionsOfOne = subject.actions(1);
    Subject.Actions actionsOfTwo = subject.actions(2);
    try (Environment first = subject.open();
        Environment second = subject.open()) {
      one.add(first.reset(1));
      two.add(second.reset(2));
      for (int i = 0; i < FEW && !one.get(i).last() && !two.get(i).last(); i++) {
        one.add(first.step(actionsOfOne.next()));
        two.add(second.step(actionsOfTwo.next()));
      }
    }
    int decisions = one.size() - 1;
    Optional<String> difference =
        new Trajectory(one)
            .difference(fresh(subject, 1, decisions))
            .or(() -> new Trajectory(two).difference(fresh(subject, 2, decisions)));
    return difference.isPresent()
        ? new Failed(
            "stepped in turns, " + difference.get(),
            "keep all state in the environment itself, none in static fields or shared models")
        : new Passed(decisions + " decisions in turns");
  }

  private static Outcome variedStarts(Subject subject) {
    boolean fixed = subject.task().tags().contains(FIXED_START);
    try (Environment env = subject.open()) {
      List<Trajectory> starts = new ArrayList<>();
      for (long seed = 0; seed < SEEDS; seed++) {
        Trajectory start = Trajectory.play(env, seed, subject.actions(1), 1);
        for (int other = 0; other < starts.size(); other++) {
          boolean alike = start.difference(starts.get(other)).isEmpty();
          if (alike && !fixed) {
            return new Failed(
                "seeds " + other + " and " + seed + " begin alike",
                "draw the start of an episode from the seed of reset");
          }
          if (fixed && !alike) {
            return new Failed(
                "seeds " + other + " and " + seed + " do not begin alike",
                "take the tag " + FIXED_START + " away from the task");
          }
        }
        starts.add(start);
      }
    }
    return new Passed(SEEDS + (fixed ? " seeds, all alike as the task says" : " seeds"));
  }

  private static Trajectory fresh(Subject subject, long seed, int decisions) {
    try (Environment env = subject.open()) {
      return Trajectory.play(env, seed, subject.actions(seed), decisions);
    }
  }
}
