package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visor plugins list}; exits with 6 if one of them cannot be used. */
@Command(name = "list", description = "Lists the plugins, with what each brings.")
final class PluginsListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  PluginsListCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<LoadedPlugin> loaded = plugins.get().plugins();
    if (json) {
      console.json(loaded.stream().map(PluginsListCommand::json).toList());
    } else {
      Table table = new Table("plugin", "version", "state", "brings", "jar");
      for (LoadedPlugin plugin : loaded) {
        table.row(
            plugin.id(),
            plugin.version(),
            state(plugin),
            brings(plugin),
            plugin.jar().getFileName());
      }
      table.print(console.out());
    }
    boolean broken = false;
    for (LoadedPlugin plugin : loaded) {
      if (plugin.state() instanceof LoadedPlugin.Broken reason) {
        broken = true;
        console.err().println("visor: plugin " + plugin.id() + " is not used: " + reason.reason());
        console.err().println("  at   " + plugin.jar());
      }
    }
    return (broken ? ExitCode.INTEGRITY : ExitCode.OK).code();
  }

  private static String state(LoadedPlugin plugin) {
    return plugin.state() instanceof LoadedPlugin.Ready ? "ready" : "broken";
  }

  private static String brings(LoadedPlugin plugin) {
    List<String> parts = new ArrayList<>();
    count(parts, plugin.algorithms(), "algorithm");
    count(parts, plugin.tasks(), "task");
    count(parts, plugin.datasets(), "dataset");
    count(parts, plugin.metrics(), "metric");
    count(parts, plugin.benchmarks(), "benchmark");
    return String.join("; ", parts);
  }

  /** Few are named, many are counted. */
  private static void count(List<String> parts, List<String> ids, String word) {
    if (ids.size() > 4) {
      parts.add(ids.size() + " " + word + "s");
    } else if (!ids.isEmpty()) {
      parts.add(word + (ids.size() == 1 ? " " : "s ") + String.join(", ", ids));
    }
  }

  private static Map<String, Object> json(LoadedPlugin plugin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", plugin.id());
    json.put("version", plugin.version());
    json.put("provider", plugin.provider());
    json.put("description", plugin.description());
    json.put("jar", plugin.jar().toString());
    json.put("sha256", plugin.sha256());
    json.put("algorithms", plugin.algorithms());
    json.put("tasks", plugin.tasks());
    json.put("datasets", plugin.datasets());
    json.put("metrics", plugin.metrics());
    json.put("benchmarks", plugin.benchmarks());
    json.put("state", state(plugin));
    if (plugin.state() instanceof LoadedPlugin.Broken reason) {
      json.put("reason", reason.reason());
    }
    return json;
  }
}
