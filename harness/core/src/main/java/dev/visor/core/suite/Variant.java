package dev.visor.core.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An algorithm with the parameters a suite names: one row of a leaderboard.
 *
 * @param name the row's name: {@code as} in the file, or the algorithm's id
 * @param algorithm the algorithm's id
 * @param parameters the named ones, as they were written, in the order of the file
 * @param environmentSteps control steps that it may take in an environment; empty for one that
 *     learns from datasets
 * @param place where it stands in the file, for errors: {@code suite.yaml:14:5}
 */
public record Variant(
    String name,
    String algorithm,
    Map<String, String> parameters,
    Optional<DatasetSize> environmentSteps,
    String place) {
  public Variant {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** One that learns from datasets. */
  public Variant(String name, String algorithm, Map<String, String> parameters, String place) {
    this(name, algorithm, parameters, Optional.empty(), place);
  }

  /** Whether it learns in an environment, and not from a dataset. */
  public boolean online() {
    return environmentSteps.isPresent();
  }
}
