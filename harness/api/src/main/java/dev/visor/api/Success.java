package dev.visor.api;

/** Whether an episode solved its task. */
public enum Success {
  /** The task's {@link SuccessSignal} said so. */
  SOLVED,

  /** It did not. */
  UNSOLVED,

  /** The task has no such signal, or nobody asked it. */
  UNTOLD;

  /** What an environment says at this instant of its episode. */
  public static Success of(Environment environment) {
    if (environment instanceof SuccessSignal signal) {
      return signal.succeeded() ? SOLVED : UNSOLVED;
    }
    return UNTOLD;
  }
}
