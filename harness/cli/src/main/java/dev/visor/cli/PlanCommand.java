package dev.visor.cli;

import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.publication.Extension;
import dev.visor.core.run.DatasetRequests;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code visor plan SUITE}: what a run would do, without doing any of it. A trial is {@code ok} or
 * ended otherwise in the folder of a run, {@code published} in the leaderboard that the suite is
 * of, or {@code missing}.
 */
@Command(name = "plan", description = "Shows the trials and datasets of a suite; runs nothing.")
final class PlanCommand implements Runnable {
  private static final String PUBLISHED = "published";

  @Mixin SuiteOptions options = new SuiteOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A run's folder: what is done there is shown as done.")
  @Nullable Path out;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;

  @Inject
  PlanCommand(Provider<PluginRegistry> plugins, Provider<DatasetStore> store, Console console) {
    this.plugins = plugins;
    this.store = store;
    this.console = console;
  }

  @Override
  public void run() {
    Plan plan = options.wanted(options.plan(plugins.get(), store.get()));
    List<Map<String, Object>> trials = new ArrayList<>();
    Table table = new Table("trial", "state");
    Extension leaderboard = Extension.of(options.suite);
    int done = 0;
    int published = 0;
    double seconds = 0;
    for (PlannedTrial trial : plan.trials()) {
      String state = state(trial).orElse(leaderboard.has(trial) ? PUBLISHED : "missing");
      table.row(trial.id(), state);
      trials.add(json(trial, state));
      if (state.equals(TrialStatus.OK.id())) {
        done++;
        seconds += cpuSeconds(trial);
      }
      published += state.equals(PUBLISHED) ? 1 : 0;
    }
    DatasetRequests requests = new DatasetRequests(plugins.get());
    List<Map<String, Object>> datasets = new ArrayList<>();
    Table data = new Table("dataset", "picture", "state", "MB");
    for (PlannedDataset dataset : plan.datasets()) {
      Optional<DatasetCard> card = store.get().card(dataset.identity());
      boolean present = card.isPresent();
      long bytes = card.map(DatasetCard::bytes).orElseGet(() -> mostBytes(dataset, requests));
      String state = present ? "there" : "to be built";
      data.row(
          dataset.recipe().id(),
          dataset.observation().height() + "px",
          state,
          (bytes + 999_999) / 1_000_000);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", dataset.recipe().id().toString());
      row.put("identity", dataset.identity());
      row.put("present", present);
      row.put("most_bytes", bytes);
      datasets.add(row);
    }
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("suite", plan.suite().name());
      all.put("trials", trials);
      all.put("datasets", datasets);
      console.json(all);
      return;
    }
    table.print(console.out());
    console.out().println();
    if (!datasets.isEmpty()) {
      data.print(console.out());
      console.out().println();
    }
    console
        .out()
        .println(
            plan.trials().size()
                + (plan.trials().size() == 1 ? " trial, " : " trials, ")
                + done
                + " done"
                + (published > 0 ? ", " + published + " published" : "")
                + rest(plan.trials().size() - done - published, done, seconds));
    if (published > 0) {
      console
          .out()
          .println("visor run --extend runs what is not published; without --extend it runs all.");
    }
  }

  /** What is left, as far as what is done tells. */
  private static String rest(int left, int done, double seconds) {
    if (done == 0 || left == 0) {
      return "";
    }
    return "; the rest would take about %d minutes of processor time if it were like what is done"
        .formatted(Math.round(seconds / done * left / 60));
  }

  private static long mostBytes(PlannedDataset dataset, DatasetRequests requests) {
    return requests.of(dataset.recipe(), dataset.observation(), 1).mostBytes();
  }

  /** How a trial ended in the run's folder, if it did. */
  private Optional<String> state(PlannedTrial trial) {
    return Optional.ofNullable(out)
        .flatMap(folder -> new RunFolder(folder).manifest(trial))
        .map(Manifest::status)
        .map(TrialStatus::id);
  }

  private double cpuSeconds(PlannedTrial trial) {
    Optional<Timings> timings = out == null ? Optional.empty() : new RunFolder(out).timings(trial);
    return timings.map(Timings::cpuSeconds).orElse(0.0);
  }

  private static Map<String, Object> json(PlannedTrial trial, String state) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", trial.id());
    row.put("state", state);
    row.put("variant", trial.variant());
    row.put("algorithm", trial.algorithm());
    row.put("task", trial.task().toString());
    row.put("dataset", trial.dataset().toString());
    row.put("size", trial.size().toString());
    row.put("seed_index", trial.seedIndex());
    row.put("parameters", trial.parameters());
    row.put("identity", trial.identity());
    return row;
  }
}
