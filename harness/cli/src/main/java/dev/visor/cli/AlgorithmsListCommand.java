package dev.visor.cli;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visor algorithms list}. */
@Command(name = "list", description = "Lists the algorithms.")
final class AlgorithmsListCommand implements Runnable {
  private static final Pattern ARXIV = Pattern.compile("arXiv (\\d{4}\\.\\d{4,5})");

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  @Option(names = "--markdown", description = "Prints a table for a page, as in Visor's README.")
  boolean markdown;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  AlgorithmsListCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public void run() {
    List<Map<String, Object>> rows = new ArrayList<>();
    Table table = new Table("algorithm", "version", "learns", "what it does", "paper");
    Table page = new Table("algorithm", "learns", "what it does", "paper");
    for (AlgorithmDescriptor<?> descriptor : plugins.get().descriptors()) {
      List<String> modes = modes(descriptor);
      table.row(
          descriptor.id(),
          descriptor.version(),
          String.join(", ", modes),
          descriptor.summary(),
          descriptor.paper());
      page.row(
          "`" + descriptor.id() + "`",
          String.join(", ", modes),
          descriptor.summary(),
          ARXIV.matcher(descriptor.paper()).replaceAll("[$0](https://arxiv.org/abs/$1)"));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", descriptor.id());
      row.put("version", descriptor.version());
      row.put("modes", modes);
      row.put("summary", descriptor.summary());
      row.put("paper", descriptor.paper());
      rows.add(row);
    }
    if (json) {
      console.json(rows);
    } else if (markdown) {
      page.printMarkdown(console.out());
    } else {
      table.print(console.out());
    }
  }

  /** What it learns from: {@code offline}, {@code online} or both. */
  static List<String> modes(AlgorithmDescriptor<?> descriptor) {
    return descriptor.modes().stream()
        .sorted()
        .map(mode -> mode.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
