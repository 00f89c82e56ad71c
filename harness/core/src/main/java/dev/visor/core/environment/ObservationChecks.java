package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TimeStep;
import dev.visor.core.environment.Outcome.Failed;
import dev.visor.core.environment.Outcome.Passed;
import dev.visor.core.environment.Outcome.Skipped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an agent is shown: the right shape, its own arrays, and something to see. */
final class ObservationChecks {
  private static final int FEW = 20;

  private ObservationChecks() {}

  static List<EnvironmentCheck> all() {
    return List.of(
        new EnvironmentCheck(
            "the spec is the task and the observation asked for", ObservationChecks::spec),
        new EnvironmentCheck("observations have the shape asked for", ObservationChecks::shapes),
        new EnvironmentCheck(
            "each observation has arrays of its own", ObservationChecks::ownArrays),
        new EnvironmentCheck(
            "something is seen to happen in every colour", ObservationChecks::liveChannels),
        new EnvironmentCheck(
            "no proprioceptive value is constant", ObservationChecks::liveProprioception));
  }

  private static Outcome spec(Subject subject) {
    try (Environment env = subject.open()) {
      if (!env.spec().task().equals(subject.task())) {
        return new Failed(
            "its spec tells of " + env.spec().task() + ", the list of tasks of " + subject.task(),
            "return the same descriptor from spec() and from tasks()");
      }
      if (!env.spec().observation().equals(subject.observation())) {
        return new Failed(
            "opened for " + subject.observation() + " it says " + env.spec().observation(),
            "return from spec() the observation that open() was given");
      }
      return new Passed("");
    }
  }

  private static Outcome shapes(Subject subject) {
    ObservationSpec own = subject.observation();
    ObservationSpec wide = new ObservationSpec(own.height(), own.width() + 8, 0);
    for (ObservationSpec shape : List.of(own, wide)) {
      try (Environment env = subject.open(shape)) {
        for (TimeStep step : Trajectory.play(env, 1, subject.actions(1), FEW).steps()) {
          Observation seen = step.observation();
          if (seen.image().length != shape.imageBytes()
              || seen.proprio().length != shape.proprio()) {
            return new Failed(
                "for "
                    + shape
                    + " there were "
                    + seen.image().length
                    + " bytes and "
                    + seen.proprio().length
                    + " values",
                "make pictures of height × width × 3 bytes, and the task's values or, where 0 are"
                    + " asked for, none");
          }
        }
      }
    }
    return new Passed(own.height() + " × " + own.width() + " pixels, " + own.proprio() + " values");
  }

  private static Outcome ownArrays(Subject subject) {
    try (Environment env = subject.open()) {
      Subject.Actions actions = subject.actions(1);
      Observation before = env.reset(1).observation();
      for (int i = 0; i < FEW; i++) {
        byte[] image = before.image().clone();
        float[] proprio = before.proprio().clone();
        float[] action = actions.next();
        float[] given = action.clone();
        Observation after = env.step(given).observation();
        if (after.image() == before.image()
            || (after.proprio() == before.proprio() && proprio.length > 0)
            || !Arrays.equals(image, before.image())
            || !Arrays.equals(proprio, before.proprio())) {
          return new Failed(
              "step " + (i + 1) + " wrote over the observation before it",
              "make new arrays for every observation");
        }
        if (!Arrays.equals(action, given)) {
          return new Failed(
              "step " + (i + 1) + " changed the action it was given", "copy the action first");
        }
        before = after;
      }
      return new Passed("");
    }
  }

  private static Outcome liveChannels(Subject subject) {
    Trajectory episode = subject.episode();
    byte[] first = episode.start().observation().image();
    boolean[] varies = new boolean[ObservationSpec.CHANNELS];
    for (TimeStep step : episode.steps()) {
      byte[] image = step.observation().image();
      for (int i = 0; i < image.length; i++) {
        varies[i % varies.length] |= image[i] != first[i];
      }
    }
    for (int channel = 0; channel < varies.length; channel++) {
      if (!varies[channel]) {
        return new Failed(
            "in an episode of random actions nothing changes in "
                + List.of("red", "green", "blue").get(channel),
            "draw the scene anew for every observation, from a camera that sees what moves, in"
                + " the order red, green, blue");
      }
    }
    return new Passed(episode.decisions() + " decisions");
  }

  private static Outcome liveProprioception(Subject subject) {
    List<String> names = subject.task().proprioception();
    if (names.isEmpty()) {
      return new Skipped("the task has no proprioceptive values");
    }
    Trajectory episode = subject.episode();
    float[] first = episode.start().observation().proprio();
    for (int i = 0; i < names.size(); i++) {
      int index = i;
      Optional<Float> other =
          episode.steps().stream()
              .map(step -> step.observation().proprio()[index])
              .filter(value -> value != first[index])
              .findFirst();
      if (other.isEmpty()) {
        return new Failed(
            names.get(i) + " is " + first[i] + " throughout an episode of random actions",
            "leave it out, or compute it anew for every observation");
      }
    }
    return new Passed(names.size() + " values");
  }
}
