package dev.visor.cli;

import dev.visor.api.TaskDescriptor;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor envs show TASK}. */
@Command(name = "show", description = "Shows all that is known of a task.")
final class EnvsShowCommand implements Runnable {
  @Parameters(paramLabel = "TASK", description = "As walker-walk or walker-walk@1.")
  String task = "";

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Tasks tasks;
  private final Console console;

  @Inject
  EnvsShowCommand(Tasks tasks, Console console) {
    this.tasks = tasks;
    this.console = console;
  }

  @Override
  public void run() {
    TaskDescriptor descriptor = tasks.named(task);
    if (json) {
      console.json(Tasks.json(descriptor));
      return;
    }
    Table table = new Table(descriptor.id().toString(), descriptor.summary());
    Tasks.json(descriptor)
        .forEach(
            (key, value) -> {
              if (!key.equals("id") && !key.equals("summary")) {
                table.row(
                    key.replace('_', ' '),
                    value instanceof List<?> list
                        ? String.join(", ", list.stream().map(String::valueOf).toList())
                        : value);
              }
            });
    table.print(console.out());
  }
}
