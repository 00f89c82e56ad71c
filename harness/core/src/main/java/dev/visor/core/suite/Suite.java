package dev.visor.core.suite;

import dev.visor.api.Profile;
import java.util.List;

/**
 * A suite as it stands in its file, with defaults filled in but nothing looked up: tasks,
 * algorithms and metrics are still names.
 *
 * @param name lower-case words joined by {@code -}
 * @param seed the root of all random streams of its trials; not 0
 * @param protocol how trials are evaluated and limited
 * @param imageSize edge of the square picture in pixels, 16 to 512; {@code 64px} in the file
 * @param tasks task ids; one without a version means the newest
 * @param kinds dataset kinds; none if every variant learns online
 * @param sizes dataset sizes
 * @param seeds training seeds for each cell, 1 or more
 * @param profile where parameters that are not named take their values
 * @param algorithms the variants, in the order of the file
 * @param metrics metric ids
 * @param places where all this was written
 */
public record Suite(
    String name,
    long seed,
    Protocol protocol,
    int imageSize,
    List<String> tasks,
    List<String> kinds,
    List<DatasetSize> sizes,
    int seeds,
    Profile profile,
    List<Variant> algorithms,
    List<String> metrics,
    Places places) {
  public Suite {
    tasks = List.copyOf(tasks);
    kinds = List.copyOf(kinds);
    sizes = List.copyOf(sizes);
    algorithms = List.copyOf(algorithms);
    metrics = List.copyOf(metrics);
  }

  /** A suite that no file holds. */
  public Suite(
      String name,
      long seed,
      Protocol protocol,
      int imageSize,
      List<String> tasks,
      List<String> kinds,
      List<DatasetSize> sizes,
      int seeds,
      Profile profile,
      List<Variant> algorithms,
      List<String> metrics) {
    this(
        name,
        seed,
        protocol,
        imageSize,
        tasks,
        kinds,
        sizes,
        seeds,
        profile,
        algorithms,
        metrics,
        Places.NONE);
  }
}
