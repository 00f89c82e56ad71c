package dev.visor.cli;

import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginLock;
import dev.visor.core.plugin.PluginVetting;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code visor plugins lock}: from now on, these jars and no others. */
@Command(
    name = "lock",
    description = {
      "Pins the SHA-256 of the plugins that you installed or name with --plugin.",
      "From then on another jar, or one more, is refused. Delete plugins.lock to undo it."
    })
final class PluginsLockCommand implements Runnable {
  private final HostOptions options;
  private final Console console;

  @Inject
  PluginsLockCommand(HostOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  @Override
  public void run() {
    List<PluginVetting.Candidate> plugins = PluginHost.candidates(options.ownPluginJars());
    PluginLock.write(options.lock(), plugins);
    Table table = new Table("plugin", "sha256");
    plugins.forEach(plugin -> table.row(plugin.id(), plugin.sha256()));
    table.print(console.out());
    String pinned = plugins.size() == 1 ? "1 plugin is" : plugins.size() + " plugins are";
    console.err().println("visor: " + pinned + " pinned in " + options.lock());
  }
}
