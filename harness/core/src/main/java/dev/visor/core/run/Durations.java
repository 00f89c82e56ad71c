package dev.visor.core.run;

/** Durations for people. */
final class Durations {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int ROUGH_SECONDS = 5;

  private Durations() {}

  /** As on a clock: {@code 0:31}, {@code 12:05}, {@code 1:02:03}. */
  static String exact(double seconds) {
    long whole = (long) seconds;
    return whole < HOUR
        ? "%d:%02d".formatted(whole / MINUTE, whole % MINUTE)
        : "%d:%02d:%02d".formatted(whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
  }

  /** No more exact than an estimate is: {@code 35 s}, {@code 12 min}, {@code 3 h 20 min}. */
  static String rough(double seconds) {
    if (seconds < MINUTE) {
      return Math.max(ROUGH_SECONDS, Math.round(seconds / ROUGH_SECONDS) * ROUGH_SECONDS) + " s";
    }
    long minutes = Math.round(seconds / MINUTE);
    return minutes < MINUTE
        ? minutes + " min"
        : "%d h %d min".formatted(minutes / MINUTE, minutes % MINUTE);
  }
}
