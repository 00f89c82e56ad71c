package dev.visor.cli;

import dev.visor.api.TaskDescriptor;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visor envs list}. */
@Command(name = "list", description = "Lists the tasks.")
final class EnvsListCommand implements Runnable {
  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  EnvsListCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public void run() {
    List<TaskDescriptor> tasks = plugins.get().environments().tasks();
    if (json) {
      console.json(tasks.stream().map(Tasks::json).toList());
      return;
    }
    Table table =
        new Table("task", "actions", "repeat", "decisions", "picture", "what earns reward");
    for (TaskDescriptor task : tasks) {
      table.row(
          task.id(),
          task.actions().size(),
          task.actionRepeat(),
          task.decisions(),
          task.imageSize() + "px",
          task.summary());
    }
    table.print(console.out());
  }
}
