package dev.visor.core.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin that was found, with what it brings.
 *
 * @param id {@code Plugin-Id} of its manifest
 * @param version {@code Plugin-Version}
 * @param provider who made it; may be empty
 * @param description one sentence; may be empty
 * @param jar where it lies
 * @param sha256 of the jar, in hexadecimal
 * @param needs ids of the plugins whose classes it may use
 * @param algorithms ids, sorted; of a broken plugin as far as they became known
 * @param tasks ids, sorted
 * @param datasets ids, sorted
 * @param metrics ids, sorted
 * @param benchmarks names, sorted
 * @param state whether it can be used
 */
public record LoadedPlugin(
    String id,
    String version,
    String provider,
    String description,
    Path jar,
    String sha256,
    List<String> needs,
    List<String> algorithms,
    List<String> tasks,
    List<String> datasets,
    List<String> metrics,
    List<String> benchmarks,
    State state) {
  public LoadedPlugin {
    needs = List.copyOf(needs);
    algorithms = List.copyOf(algorithms);
    tasks = List.copyOf(tasks);
    datasets = List.copyOf(datasets);
    metrics = List.copyOf(metrics);
    benchmarks = List.copyOf(benchmarks);
  }

  /** Whether a plugin can be used. */
  public sealed interface State {}

  /** All its extensions were made and described themselves. */
  public record Ready() implements State {}

  /**
   * One of its extensions failed, and none is used.
   *
   * @param reason what failed, as a sentence without a full stop
   * @param late whether it was only too slow, so that it may come through another time
   */
  public record Broken(String reason, boolean late) implements State {}
}
