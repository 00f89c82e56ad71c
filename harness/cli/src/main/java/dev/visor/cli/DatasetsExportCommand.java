package dev.visor.cli;

import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.dataset.exchange.DatasetExporter;
import dev.visor.core.dataset.exchange.ExchangeFormat;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor datasets export ID PATH}: writes a dataset in a format of other people's. */
@Command(name = "export", description = "Writes a dataset of the store in another format.")
final class DatasetsExportCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "As walker-walk/expert or walker-walk/expert@1.")
  String dataset = "";

  @Parameters(index = "1", paramLabel = "PATH", description = "A folder that is not there yet.")
  Path path = Path.of("");

  @Mixin DatasetOptions options = new DatasetOptions();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      completionCandidates = Formats.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String format = "";

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;
  private final Signals signals;

  @Inject
  DatasetsExportCommand(
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
    ExchangeFormat chosen = ExchangeFormat.named(format);
    try (StoredDataset stored = options.open(plugins.get(), store.get(), dataset)) {
      DatasetExporter.write(stored, chosen, path, signals.interruption());
      console
          .out()
          .println(
              "%s  %d episodes  %s".formatted(stored.card().id(), stored.card().episodes(), path));
    }
  }

  /** The names of the formats that are written. */
  static final class Formats extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Formats() {
      Stream.of(ExchangeFormat.values())
          .filter(ExchangeFormat::written)
          .forEach(format -> add(format.id()));
    }
  }
}
