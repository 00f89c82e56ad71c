package dev.visor.cli;

import dev.visor.api.Metric;
import dev.visor.api.MetricDescriptor;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visor metrics list}. */
@Command(name = "list", description = "Lists the metrics.")
final class MetricsListCommand implements Runnable {
  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  MetricsListCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public void run() {
    List<Map<String, Object>> rows = new ArrayList<>();
    Table table = new Table("metric", "unit", "better", "what it measures");
    for (Metric metric : plugins.get().metrics()) {
      MetricDescriptor descriptor = metric.describe();
      table.row(
          descriptor.id(),
          descriptor.unit(),
          descriptor.higherIsBetter() ? "higher" : "lower",
          descriptor.summary());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", descriptor.id());
      row.put("unit", descriptor.unit());
      row.put("higher_is_better", descriptor.higherIsBetter());
      row.put("summary", descriptor.summary());
      rows.add(row);
    }
    if (json) {
      console.json(rows);
    } else {
      table.print(console.out());
    }
  }
}
