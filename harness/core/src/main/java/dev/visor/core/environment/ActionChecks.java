package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.core.environment.Outcome.Failed;
import dev.visor.core.environment.Outcome.Passed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What becomes of actions that are too large, or none at all. */
final class ActionChecks {
  private static final int FEW = 20;

  private ActionChecks() {}

  static List<EnvironmentCheck> all() {
    return List.of(
        new EnvironmentCheck("actions beyond ±1 are clipped", ActionChecks::clipped),
        new EnvironmentCheck(
            "actions that are no action are refused and change nothing", ActionChecks::refused));
  }

  private static Outcome clipped(Subject subject) {
    Subject.Actions large =
        () -> {
          float[] action = limits(subject);
          for (int i = 0; i < action.length; i++) {
            action[i] *= 5;
          }
          return action;
        };
    Trajectory beyond;
    Trajectory within;
    try (Environment env = subject.open()) {
      beyond = Trajectory.play(env, 1, large, FEW);
      within = Trajectory.play(env, 1, () -> limits(subject), FEW);
    }
    Optional<String> difference = beyond.difference(within);
    return difference.isPresent()
        ? new Failed(
            "actions of ±5 are not the same as ±1: " + difference.get(),
            "clip every value to [−1, 1] before it is used, in forces and in the reward")
        : new Passed(beyond.decisions() + " decisions");
  }

  /** 1, −1, 1, … */
  private static float[] limits(Subject subject) {
    float[] action = new float[subject.task().actions().size()];
    for (int i = 0; i < action.length; i++) {
      action[i] = i % 2 == 0 ? 1 : -1;
    }
    return action;
  }

  private static Outcome refused(Subject subject) {
    int size = subject.task().actions().size();
    try (Environment disturbed = subject.open();
        Environment twin = subject.open()) {
      disturbed.reset(1);
      for (float[] bad :
          List.of(
              filled(size, Float.NaN),
              filled(size, Float.POSITIVE_INFINITY),
              filled(size, Float.NEGATIVE_INFINITY),
              new float[size + 1],
              new float[size - 1])) {
        try {
          disturbed.step(bad);
          return new Failed(
              "it takes the action " + Arrays.toString(bad) + " where one has " + size + " values",
              "throw an IllegalArgumentException before anything else is done");
        } catch (IllegalArgumentException expected) {
          // As it should be; whether the episode is as it was is seen below.
        }
      }
      Subject.Actions actions = subject.actions(1);
      Subject.Actions same = subject.actions(1);
      twin.reset(1);
      for (int i = 1; i <= FEW; i++) {
        Trajectory one = new Trajectory(List.of(disturbed.step(actions.next())));
        Trajectory other = new Trajectory(List.of(twin.step(same.next())));
        Optional<String> difference = one.difference(other);
        if (difference.isPresent()) {
          return new Failed(
              "a refused action changed the episode: at step " + i + " " + difference.get(),
              "look at the whole action before any of it is used");
        }
      }
    }
    return new Passed("not finite, too long, too short");
  }

  private static float[] filled(int size, float last) {
    float[] action = new float[size];
    action[size - 1] = last;
    return action;
  }
}
