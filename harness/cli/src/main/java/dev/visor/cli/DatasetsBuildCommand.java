package dev.visor.cli;

import dev.visor.api.DatasetRecipe;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.run.DatasetRequests;
import dev.visor.core.run.Interruption;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor datasets build ID…}: makes datasets from their recipes; what is there stays. */
@Command(
    name = "build",
    description = "Makes datasets from their recipes. Interrupted, it goes on where it was.")
final class DatasetsBuildCommand implements Runnable {
  @Parameters(
      paramLabel = "DATASET",
      arity = "1..*",
      description = "As walker-walk/expert or walker-walk/expert@1.")
  List<String> ids = new ArrayList<>();

  @Mixin DatasetOptions options = new DatasetOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Generators at work at once, if the heap holds their episodes (default: one for each"
              + " processor).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--rebuild", description = "Makes it again even if it is there.")
  boolean rebuild;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;
  private final Signals signals;

  @Inject
  DatasetsBuildCommand(
      Provider<PluginRegistry> plugins,
      Provider<DatasetStore> store,
      Console console,
      Signals signals) {
    this.plugins = plugins;
    this.store = store;
    this.console = console;
    this.signals = signals;
  }

  @Override
  public void run() {
    if (threads < 1) {
      throw VisorException.usage(threads + " threads", "--threads", "give 1 or more");
    }
    DatasetRequests asked = new DatasetRequests(plugins.get());
    List<BuildRequest> requests = new ArrayList<>();
    for (String id : ids) {
      DatasetRecipe recipe = options.shortened(DatasetOptions.recipe(plugins.get(), id));
      requests.add(asked.of(recipe, options.observation(plugins.get(), recipe), threads));
    }
    Interruption interruption = signals.interruption();
    for (BuildRequest request : requests) {
      build(request, interruption);
    }
  }

  private void build(BuildRequest request, Interruption interruption) {
    String name = request.recipe().id() + " " + request.observation().height() + "px";
    try (BuildBar bar = new BuildBar(console, name)) {
      try (StoredDataset dataset =
          rebuild
              ? store.get().rebuild(request, bar, interruption)
              : store.get().build(request, bar, interruption)) {
        bar.close();
        console.out().println(name + "  sha256 " + dataset.sha256() + "  " + dataset.folder());
      }
    }
  }
}
