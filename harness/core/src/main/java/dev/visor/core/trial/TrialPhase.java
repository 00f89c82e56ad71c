package dev.visor.core.trial;

import dev.visor.core.plan.PlannedTrial;
import java.util.Locale;

/** What one process of a trial does. */
public enum TrialPhase {
  /** From a dataset to policies, in a process that holds no environment. */
  TRAIN,
  /** From an environment to policies. */
  TRAIN_ONLINE,
  /** From policies to episodes. */
  EVALUATE;

  /** What a trial begins with. */
  public static TrialPhase training(PlannedTrial trial) {
    return trial.online() ? TRAIN_ONLINE : TRAIN;
  }

  /** As it stands on a command line and in file names. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TrialPhase parse(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
