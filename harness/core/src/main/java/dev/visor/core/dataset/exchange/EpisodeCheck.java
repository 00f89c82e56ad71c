package dev.visor.core.dataset.exchange;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.core.dataset.EpisodeRules;

/** Holds an episode that was read to the rules of a dataset, and tells of a breach by its place. */
final class EpisodeCheck {
  private final EpisodeRules rules;

  EpisodeCheck(ObservationSpec observation, int actionSize) {
    this.rules = new EpisodeRules(observation, actionSize);
  }

  /**
   * The same episode.
   *
   * @throws dev.visor.core.VisorException if it breaks a rule
   */
  Episode check(Episode episode, Place place) {
    rules
        .check(episode)
        .ifPresent(
            breach -> {
              throw place.fault(
                  "holds an episode that " + breach.what(),
                  switch (breach.field()) {
                    case ACTION -> "scale the actions to -1..1, as the task takes them";
                    case REWARD, PROPRIO -> "leave this episode out, or record it again";
                    default -> "leave this episode out";
                  });
            });
    return episode;
  }
}
