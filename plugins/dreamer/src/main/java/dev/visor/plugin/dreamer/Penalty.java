package dev.visor.plugin.dreamer;

import dev.visor.nn.rssm.Disagreement;
import java.util.Optional;

/** What an imagined state is charged for: how far the prior heads disagree on it. */
public enum Penalty {
  /** Nothing: DreamerV2. */
  NONE(Optional.empty()),
  /** The mean distance of a head's mean from the mean of all: Offline DV2's choice. */
  MEANDIS(Optional.of(Disagreement.Kind.MEAN)),
  /** The standard deviation over heads of the sampled state's log-probability, in nats. */
  LOG_PROB_ENS(Optional.of(Disagreement.Kind.LOG_DENSITY));

  private final Optional<Disagreement.Kind> kind;

  Penalty(Optional<Disagreement.Kind> kind) {
    this.kind = kind;
  }

  /** How it is measured; nothing if it is not. */
  Optional<Disagreement.Kind> kind() {
    return kind;
  }
}
