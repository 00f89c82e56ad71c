package dev.visor.cli;

import dev.visor.api.DatasetId;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.dataset.exchange.DatasetImporter;
import dev.visor.core.dataset.exchange.ExchangeFormat;
import dev.visor.core.dataset.exchange.ImportRequest;
import dev.visor.core.dataset.exchange.ProprioKeys;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.run.Interruption;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor datasets import}: brings other people's files into the store. */
@Command(
    name = "import",
    description = "Brings other people's files into the store. They are read, never changed.")
final class DatasetsImportCommand implements Runnable {
  private static final int MOST_THREADS = 4;

  @Parameters(paramLabel = "PATH", description = "A file, or a folder of files.")
  Path path = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String format = "";

  @Option(
      names = "--id",
      required = true,
      paramLabel = "NAMESPACE/NAME@1",
      description = "What the dataset will be called.")
  String id = "";

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASK",
      description = "What its episodes are of, as walker-walk.")
  String task = "";

  @Option(
      names = "--proprio",
      paramLabel = "KEY",
      split = ",",
      description =
          "Arrays that are the state observation, in order (default: proprio or state, if there).")
  List<String> proprio = new ArrayList<>();

  @Option(names = "--rebuild", description = "Imports again even if it is there.")
  boolean rebuild;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;
  private final Signals signals;

  @Inject
  DatasetsImportCommand(
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
    ImportRequest request =
        new ImportRequest(
            ExchangeFormat.named(format),
            path.toAbsolutePath().normalize(),
            datasetId(),
            plugins.get().environments().resolve(task),
            new ProprioKeys(proprio));
    DatasetImporter importer = new DatasetImporter(store.get(), plugins.get().environments());
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    DatasetImporter.Examined examined = importer.examine(request, threads);
    examined.notes().forEach(note -> console.err().println("note: " + note));
    String name = request.id() + " " + examined.build().observation().height() + "px";
    Interruption interruption = signals.interruption();
    try (BuildBar bar = new BuildBar(console, name);
        StoredDataset dataset = importer.run(examined, rebuild, bar, interruption)) {
      bar.close();
      console.out().println(name + "  sha256 " + dataset.sha256() + "  " + dataset.folder());
    }
  }

  /** The id, which must not be one that a recipe has: then building would give other data. */
  private DatasetId datasetId() {
    DatasetId parsed;
    try {
      parsed = DatasetId.parse(id);
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(
              String.valueOf(e.getMessage()), "--id", "choose one such as vd4rl/walker-expert@1")
          .causedBy(e);
    }
    if (plugins.get().recipes().stream().anyMatch(recipe -> recipe.id().equals(parsed))) {
      throw VisorException.usage(
          "the dataset " + parsed + " is made from a recipe",
          "--id",
          "choose a name of your own, such as vd4rl/" + parsed.kind() + "@1");
    }
    return parsed;
  }

  /** The names of all formats. */
  static final class Formats extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Formats() {
      for (ExchangeFormat format : ExchangeFormat.values()) {
        add(format.id());
      }
    }
  }
}
