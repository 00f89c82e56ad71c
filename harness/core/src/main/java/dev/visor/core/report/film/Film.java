package dev.visor.core.report.film;

import dev.visor.api.EvaluatedEpisode;
import java.util.List;

/**
 * An episode that was played, and pictures of it.
 *
 * @param episode how it went
 * @param frames the start, then one after every so many decisions, and the end
 * @param secondsBetween simulated time from one picture to the next
 */
public record Film(EvaluatedEpisode episode, List<Frame> frames, double secondsBetween) {
  public Film {
    frames = List.copyOf(frames);
  }
}
