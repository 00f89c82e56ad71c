package dev.visor.core.plugin;

import dev.visor.core.VisorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Puts what all plugins bring into one registry, and refuses a name that two of them bring. */
final class Merger {
  private final PluginContents all = new PluginContents();
  private final Map<String, String> owners = new HashMap<>();

  private Merger() {
    for (dev.visor.api.Metric metric : BuiltInMetrics.all()) {
      all.add(metric);
      owners.put("metric " + metric.describe().id(), "Visor itself");
    }
  }

  static PluginRegistry merge(List<PluginReader.Reading> readings) {
    Merger merger = new Merger();
    List<LoadedPlugin> plugins = new ArrayList<>();
    for (PluginReader.Reading reading : readings) {
      String jar = reading.plugin().jar().toString();
      PluginContents contents = reading.contents();
      merger.take("algorithm", contents.algorithms, merger.all.algorithms, jar);
      merger.take("task", contents.tasks, merger.all.tasks, jar);
      merger.take("dataset", contents.datasets, merger.all.datasets, jar);
      merger.take("metric", contents.metrics, merger.all.metrics, jar);
      merger.take("benchmark", contents.benchmarks, merger.all.benchmarks, jar);
      plugins.add(reading.plugin());
    }
    return new PluginRegistry(plugins, merger.all);
  }

  private <K, V> void take(String sort, SortedMap<K, V> from, SortedMap<K, V> into, String jar) {
    from.forEach(
        (id, value) -> {
          String owner = owners.put(sort + " " + id, jar);
          if (owner != null) {
            throw twice(sort, id, owner, jar);
          }
          into.put(id, value);
        });
  }

  /** Two owners of one name. */
  static VisorException twice(String sort, Object id, String owner, String other) {
    return VisorException.integrity(
        "two plugins bring the " + sort + " '" + id + "'",
        owner + " and " + other,
        "take one of them away, or give yours another name");
  }
}
