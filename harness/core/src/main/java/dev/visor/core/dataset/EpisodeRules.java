package dev.visor.core.dataset;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.util.Optional;

/**
 * What every episode must keep: as many values as observation and action have, all of them finite,
 * actions within ±1, and an end for a reason. A recipe's episodes are held to it before they are
 * written, and stored ones when a dataset is verified.
 */
public final class EpisodeRules {
  private final ObservationSpec observation;
  private final int actionSize;

  /**
   * @param actionSize values in an action
   */
  public EpisodeRules(ObservationSpec observation, int actionSize) {
    this.observation = observation;
    this.actionSize = actionSize;
  }

  /** The first rule that is broken: in which array, and how. */
  public record Breach(Field field, String what) {}

  /** Checks a newly made episode. */
  public Optional<Breach> check(Episode episode) {
    int steps = episode.length();
    return size(Field.IMAGE, episode.images().length, steps + 1, observation.imageBytes())
        .or(() -> size(Field.PROPRIO, episode.proprio().length, steps + 1, observation.proprio()))
        .or(() -> size(Field.ACTION, episode.actions().length, steps, actionSize))
        .or(() -> values(episode.proprio(), episode.actions(), episode.rewards()))
        .or(() -> end(episode.terminated(), episode.truncated()));
  }

  /** Checks the numbers of an episode. */
  Optional<Breach> values(float[] proprio, float[] actions, float[] rewards) {
    for (int i = 0; i < actions.length; i++) {
      if (!(actions[i] >= -1 && actions[i] <= 1)) {
        String what = "has the action value %s at step %d; it must be from -1 to 1";
        return breach(Field.ACTION, what.formatted(actions[i], i / actionSize));
      }
    }
    for (int i = 0; i < rewards.length; i++) {
      if (!Float.isFinite(rewards[i])) {
        return breach(Field.REWARD, "has the reward " + rewards[i] + " at step " + i);
      }
    }
    for (int i = 0; i < proprio.length; i++) {
      if (!Float.isFinite(proprio[i])) {
        String what = "has the state value %s in frame %d";
        return breach(Field.PROPRIO, what.formatted(proprio[i], i / observation.proprio()));
      }
    }
    return Optional.empty();
  }

  /** Checks that an episode ended for a reason. */
  Optional<Breach> end(boolean terminated, boolean truncated) {
    return terminated || truncated
        ? Optional.empty()
        : breach(Field.TRUNCATED, "ends without being terminated or truncated");
  }

  private static Optional<Breach> size(Field field, int length, int rows, int rowLength) {
    return length == (long) rows * rowLength
        ? Optional.empty()
        : breach(
            field, "has " + length + " values where " + rows + " rows of " + rowLength + " belong");
  }

  private static Optional<Breach> breach(Field field, String what) {
    return Optional.of(new Breach(field, what));
  }
}
