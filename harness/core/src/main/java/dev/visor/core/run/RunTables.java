package dev.visor.core.run;

import dev.visor.api.Metric;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.AtomicFile;
import dev.visor.core.evidence.CurvesCsv;
import dev.visor.core.evidence.Fingerprints;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TimingsCsv;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.leaderboard.Asked;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.leaderboard.LeaderboardTables;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.SuiteReader;
import dev.visor.core.suite.SuiteWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a run that are about all of its trials. */
final class RunTables {
  private final Plan plan;
  private final RunFolder folder;
  private final PluginRegistry plugins;

  RunTables(Plan plan, RunFolder folder, PluginRegistry plugins) {
    this.plan = plan;
    this.folder = folder;
    this.plugins = plugins;
  }

  /**
   * A folder holds the runs of one suite, which may grow.
   *
   * @throws VisorException with exit code 2 if this one holds another's
   */
  void refuseOtherSuite() {
    if (!Files.exists(folder.suite())) {
      return;
    }
    String there = SuiteReader.read(folder.suite()).name();
    if (!there.equals(plan.suite().name())) {
      throw VisorException.usage(
          "the folder holds a run of the suite '"
              + there
              + "', not of '"
              + plan.suite().name()
              + "'",
          folder.path().toString(),
          "name another folder with --out");
    }
  }

  /** Writes down what is asked and what it is carried out with. */
  void describe(CodeBase code) throws IOException {
    writeSuite();
    AtomicFile.write(folder.environment(), RunEnvironment.of(plugins, code).text());
  }

  private void writeSuite() throws IOException {
    AtomicFile.write(folder.suite(), SuiteWriter.text(plan.suite()));
  }

  /**
   * What the tables are of.
   *
   * @param manifests of all trials that ended, by id
   */
  record Written(Map<String, Manifest> manifests, Leaderboard leaderboard) {}

  /**
   * Writes the tables of all evidence there is, and the suite that they answer: what it asks for
   * may have changed although no trial was left to do.
   *
   * @param known what need not be read, by the trials' ids
   */
  Written write(Map<String, FinishedTrial> known) throws IOException {
    Fingerprints shared = new Fingerprints();
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    Map<String, Timings> timings = new LinkedHashMap<>();
    for (PlannedTrial trial : plan.trials()) {
      FinishedTrial done = known.get(trial.id());
      if (done != null) {
        manifests.put(trial.id(), done.manifest());
        timings.put(trial.id(), done.timings());
      } else {
        folder.manifest(trial, shared).ifPresent(found -> manifests.put(trial.id(), found));
        folder.timings(trial).ifPresent(cost -> timings.put(trial.id(), cost));
      }
    }
    writeSuite();
    List<Metric> metrics =
        plan.metrics().stream().map(metric -> plugins.metric(metric.id())).toList();
    List<TrialRow> rows = TrialsCsv.rows(plan, manifests, metrics);
    TrialsCsv.write(folder.trialsCsv(), rows);
    TimingsCsv.write(folder.timingsCsv(), TimingsCsv.rows(plan, manifests, timings));
    CurvesCsv.write(folder.curvesCsv(), CurvesCsv.rows(plan, manifests));
    Leaderboard leaderboard =
        Leaderboard.of(rows, Asked.of(plan.suite()), LeaderboardOptions.DEFAULT);
    LeaderboardTables.write(folder, leaderboard);
    return new Written(manifests, leaderboard);
  }
}
