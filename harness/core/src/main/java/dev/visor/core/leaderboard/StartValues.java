package dev.visor.core.leaderboard;

import dev.visor.core.VisorException;
import java.util.Map;

/** What trials scored from each start of their evaluations, which their rows do not tell. */
@FunctionalInterface
public interface StartValues {
  /** Nothing is known. */
  StartValues UNKNOWN =
      metric -> {
        throw VisorException.usage(
            "what trials scored from each start is not known here",
            "",
            "name folders of runs or leaderboards, which have manifests");
      };

  /**
   * The values by start, by the ids of trials.
   *
   * @param metric whose values they are
   * @throws VisorException with exit code 2 if they are not to be had, or if the metric is not a
   *     mean over episodes
   */
  Map<String, double[]> of(String metric);
}
