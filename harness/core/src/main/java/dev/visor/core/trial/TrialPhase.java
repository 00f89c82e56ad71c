package dev.visor.core.trial;

import java.util.Locale;

/** What one process of a trial does. */
public enum TrialPhase {
  /** From a dataset to policies. */
  TRAIN,
  /** From policies to episodes. */
  EVALUATE;

  /** As it stands on a command line and in file names. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TrialPhase parse(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
