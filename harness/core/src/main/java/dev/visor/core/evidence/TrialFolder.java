package dev.visor.core.evidence;

import java.nio.file.Path;

/**
 * The files of one trial.
 *
 * @param path the folder
 */
public record TrialFolder(Path path) {
  /** What repeats: the {@link Manifest}. */
  public Path manifest() {
    return path.resolve("manifest.json");
  }

  /** What it cost: {@link Timings}. */
  public Path timings() {
    return path.resolve("timings.json");
  }

  /** What training reported on its way: {@link ScalarsCsv}. */
  public Path scalars() {
    return path.resolve("scalars.csv");
  }

  /** What its process printed. */
  public Path log() {
    return path.resolve("log.txt");
  }

  /** Policies, one file for each point of the curve. */
  public Path policies() {
    return path.resolve("policies");
  }

  /** Pictures and the like that training left to be looked at. */
  public Path artifacts() {
    return path.resolve("artifacts");
  }

  /** What an interrupted trial goes on from. */
  public Path checkpoint() {
    return path.resolve("checkpoint");
  }
}
