package dev.visor.core.gate;

import dev.visor.api.Metric;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.Measured;
import dev.visor.core.plugin.PluginRegistry;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a metric makes of a manifest, to hold the values of a table against. */
@FunctionalInterface
public interface Remeasurement {
  /** Knows no metric. */
  Remeasurement NONE = (manifest, metric) -> Optional.empty();

  /**
   * The value that the table should have, which may be none; empty if metric or task are not known
   * here.
   */
  Optional<OptionalDouble> value(Manifest manifest, String metric);

  /** By the metrics of plugins. */
  static Remeasurement by(PluginRegistry plugins) {
    return (manifest, id) -> {
      Optional<Metric> metric =
          plugins.metrics().stream().filter(known -> known.describe().id().equals(id)).findFirst();
      Optional<TaskDescriptor> task =
          plugins.environments().tasks().stream()
              .filter(known -> known.id().equals(manifest.trial().task()))
              .findFirst();
      return metric.isPresent() && task.isPresent()
          ? Optional.of(Measured.by(metric.get(), manifest.evidence(task.get())).value())
          : Optional.empty();
    };
  }
}
