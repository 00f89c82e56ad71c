package dev.visor.core.gate;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plan.Planner;
import dev.visor.core.run.CodeBase;
import dev.visor.core.run.Interruption;
import dev.visor.core.run.ProgressListener;
import dev.visor.core.run.RunHost;
import dev.visor.core.run.RunOptions;
import dev.visor.core.run.RunReport;
import dev.visor.core.run.Runner;
import dev.visor.core.suite.Suite;
import dev.visor.core.suite.SuiteOverrides;
import dev.visor.core.suite.SuiteReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the cells that a gate accuses once more, with training seeds that the run did not have. They
 * are kept in a folder of their own, so that the run stays what it was; into the same folder, an
 * interrupted confirmation is resumed, and trials of other code there are made again.
 */
public final class Confirmation {
  private final RunHost host;
  private final ProgressListener listener;
  private final RunOptions options;

  public Confirmation(RunHost host, ProgressListener listener, RunOptions options) {
    this.host = host;
    this.listener = listener;
    this.options = options;
  }

  /**
   * Runs further seeds.
   *
   * @param run that is accused; its folder has the suite
   * @param accused cells to be run
   * @param seeds how many more of each
   * @param folder where they are kept
   * @return the new trials; empty if a signal ended the run before all were there
   * @throws VisorException with exit code 2 if the suite cannot be found, or a plugin that it
   *     names, 5 if the plugins that are there would not train what the run did, or the code has
   *     changed since
   */
  public Optional<GateEvidence> run(
      GateEvidence run,
      Set<GateCell> accused,
      int seeds,
      RunFolder folder,
      Interruption interruption) {
    int there = run.rows().stream().mapToInt(TrialRow::seeds).max().orElse(0);
    Plan whole = plan(run.folder(), there + seeds);
    refuseOtherQuestion(whole, run, accused);
    refuseOtherCode(run, accused);
    List<PlannedTrial> wanted =
        whole.trials().stream()
            .filter(trial -> accused.contains(new GateCell(trial.variant(), trial.group())))
            .filter(trial -> trial.seedIndex() >= there)
            .toList();
    Set<String> data =
        wanted.stream().map(PlannedTrial::datasetIdentity).collect(Collectors.toSet());
    Plan plan =
        new Plan(
            whole.suite(),
            wanted,
            whole.datasets().stream().filter(of -> data.contains(of.identity())).toList(),
            whole.tasks(),
            whole.metrics());
    RunReport report =
        new Runner(host, listener).run(plan, plan, folder, options.rerunStale(true), interruption);
    return report.exit() == ExitCode.INTERRUPTED
        ? Optional.empty()
        : Optional.of(GateEvidence.read(folder.path()).only(report.outcomes()));
  }

  private Plan plan(Path run, int seeds) {
    Path resolved = new RunFolder(run).suite();
    Suite suite =
        SuiteReader.read(
            Files.exists(resolved) ? resolved : run,
            new SuiteOverrides(List.of("seeds=" + seeds), Optional.empty()));
    return new Planner(host.plugins(), host.datasets()).plan(suite);
  }

  /** Seeds of two versions of the code, taken together, would be evidence about neither. */
  private void refuseOtherCode(GateEvidence run, Set<GateCell> accused) {
    CodeBase code = CodeBase.ofInstalled(host);
    for (TrialRow row : run.rows()) {
      Manifest manifest = run.manifests().get(row.trial());
      if (manifest != null && accused.contains(GateCell.of(row))) {
        List<String> changed = code.changed(manifest.trial(), manifest.fingerprint());
        if (!changed.isEmpty()) {
          throw VisorException.of(
              ExitCode.NOT_COMPARABLE,
              row.trial()
                  + " was computed by other code than what is here: "
                  + String.join(", ", changed)
                  + " changed since",
              run.folder().toString(),
              "run the suite again and judge that run, or confirm with the code of this one");
        }
      }
    }
  }

  private static void refuseOtherQuestion(Plan plan, GateEvidence run, Set<GateCell> accused) {
    Set<String> planned =
        plan.trials().stream().map(PlannedTrial::identity).collect(Collectors.toSet());
    run.rows().stream()
        .filter(row -> accused.contains(GateCell.of(row)) && !planned.contains(row.identity()))
        .findFirst()
        .ifPresent(
            row -> {
              throw VisorException.of(
                  ExitCode.NOT_COMPARABLE,
                  "the plugins that are here would train another " + row.trial() + " than the run",
                  run.folder().toString(),
                  "confirm with the plugins that the run was made with");
            });
  }
}
