package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredEntry;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plan.Planner;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.run.Interruption;
import dev.visor.core.suite.SuiteOverrides;
import dev.visor.core.suite.SuiteReader;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code visor datasets prune SUITE…}: deletes what no named suite learns from. What was imported
 * stays unless it is asked for, since nobody but its owner can bring it back.
 */
@Command(
    name = "prune",
    description = "Deletes datasets that none of the suites named learns from.")
final class DatasetsPruneCommand implements Runnable {
  @Parameters(
      paramLabel = "SUITE",
      arity = "1..*",
      description = "Suites, or leaderboards' folders, whose datasets are kept.")
  List<Path> suites = new ArrayList<>();

  @Option(names = "--imported", description = "Deletes imported datasets too.")
  boolean imported;

  @Option(names = "--dry-run", description = "Tells what would be deleted, and deletes nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;
  private final Signals signals;

  @Inject
  DatasetsPruneCommand(
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
    Set<String> kept = asked();
    Table table = new Table("dataset", "picture", "MB", "");
    List<Map<String, Object>> rows = new ArrayList<>();
    long freed = 0;
    Interruption interruption = signals.interruption();
    for (StoredEntry entry : store.get().list()) {
      if (entry instanceof StoredEntry.WithCard known && unasked(known, kept)) {
        if (!dryRun && !store.get().delete(known, interruption)) {
          throw VisorException.of(
              ExitCode.INTERRUPTED,
              "stopped before " + known.card().id() + " was deleted",
              known.folder().toString(),
              "run the same command again");
        }
        freed += known.bytes();
        table.row(
            known.card().id(),
            known.card().observation().height() + "px",
            (known.bytes() + 999_999) / 1_000_000,
            dryRun ? "would be deleted" : "deleted");
        rows.add(row(known));
      }
    }
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("dry_run", dryRun);
      all.put("bytes", freed);
      all.put("datasets", rows);
      console.json(all);
      return;
    }
    table.print(console.out());
    console.out().println();
    console
        .out()
        .println(
            "%d MB %s in %s"
                .formatted(
                    (freed + 999_999) / 1_000_000,
                    dryRun ? "would be free" : "freed",
                    store.get().root()));
  }

  /** Identities of all datasets that the suites learn from. */
  private Set<String> asked() {
    Set<String> identities = new HashSet<>();
    for (Path suite : suites) {
      new Planner(plugins.get(), store.get())
              .plan(SuiteReader.read(suite, new SuiteOverrides(List.of(), Optional.empty())))
              .datasets()
              .stream()
              .map(PlannedDataset::identity)
              .forEach(identities::add);
    }
    return identities;
  }

  private boolean unasked(StoredEntry.WithCard entry, Set<String> kept) {
    return !kept.contains(entry.card().identity()) && (imported || !entry.card().imported());
  }

  private static Map<String, Object> row(StoredEntry.WithCard entry) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", entry.card().id().toString());
    row.put("identity", entry.card().identity());
    row.put("bytes", entry.bytes());
    row.put("folder", entry.folder().toString());
    return row;
  }
}
