package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.leaderboard.Asked;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardFormat;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.plan.Plan;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.publication.Extension;
import dev.visor.core.report.tensorboard.TensorBoardFolder;
import dev.visor.core.run.Progress;
import dev.visor.core.run.ProgressListener;
import dev.visor.core.run.RunHost;
import dev.visor.core.run.RunOptions;
import dev.visor.core.run.RunReport;
import dev.visor.core.run.Runner;
import dev.visor.core.trial.JarStamps;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code visor run SUITE}: carries out what is missing and prints the leaderboard. */
@Command(
    name = "run",
    description = {
      "Carries out the trials of a suite, two or more at a time, and prints the leaderboard.",
      "Running again into the same folder does what is missing."
    })
final class RunCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Mixin SuiteOptions suite = new SuiteOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the run is kept (default: runs/<suite>-<time>).")
  @Nullable Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Trials at a time (default: as many as the processors allow).")
  @Nullable Integer jobs;

  @Option(
      names = "--engine",
      paramLabel = "fork|inline",
      description = "fork: a process for each trial (default); inline: in this one.")
  RunOptions.Engines engine = RunOptions.DEFAULT.engine();

  @Option(names = "--fail-fast", description = "Ends at the first trial that is not ok.")
  boolean failFast;

  @Option(
      names = "--rerun-stale",
      description = "Does trials again whose evidence comes from other code.")
  boolean rerunStale;

  @Option(
      names = "--extend",
      description =
          "Counts what the leaderboard's folder has as done, and carries out what is missing there.")
  boolean extend;

  @Option(
      names = "--tensorboard",
      description = "Writes event files for TensorBoard, as trials end, into the run's folder.")
  boolean tensorboard;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final HostOptions host;
  private final Console console;
  private final JarStamps own;
  private final Signals signals;

  @Inject
  RunCommand(
      Provider<PluginRegistry> plugins,
      Provider<DatasetStore> store,
      HostOptions host,
      Console console,
      JarStamps own,
      Signals signals) {
    this.plugins = plugins;
    this.store = store;
    this.host = host;
    this.console = console;
    this.own = own;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    if (jobs != null && jobs < 1) {
      throw VisorException.usage(jobs + " trials at a time", "--jobs", "give 1 or more");
    }
    Plan plan = suite.plan(plugins.get(), store.get());
    Plan wanted = suite.wanted(plan);
    Optional<Extension> extension =
        extend ? Optional.of(Extension.of(suite.suite)) : Optional.empty();
    if (extension.isPresent()) {
      Optional<Plan> missing = extension.get().missing(wanted);
      if (missing.isEmpty()) {
        print(plan, extension.get().with(Optional.empty()));
        console.err().println("visor: nothing is missing in " + extension.get().leaderboard());
        return ExitCode.OK.code();
      }
      wanted = missing.get();
    }
    Path place = out == null ? fresh(plan.suite().name()) : out;
    // Trials run in folders of their own: what they are told must not depend on the current one.
    RunFolder folder = new RunFolder(place.toAbsolutePath());
    RunOptions options =
        RunOptions.DEFAULT.engine(engine).failFast(failFast).rerunStale(rerunStale);
    if (jobs != null) {
      options = options.jobs(jobs);
    }
    ProgressListener progress = Progress.on(console.err(), System.getenv());
    TensorBoardFolder events = new TensorBoardFolder(folder);
    if (tensorboard) {
      progress = new TensorBoardEvents(folder, events, console, progress);
    }
    Runner runner = new Runner(new RunHost(plugins.get(), store.get(), host.home(), own), progress);
    RunReport report = runner.run(plan, wanted, folder, options, signals.interruption());
    if (extension.isEmpty()) {
      print(report.leaderboard());
    } else {
      print(plan, extension.get().with(Optional.of(folder)));
    }
    console.err().println("visor: everything is in " + place);
    if (report.interrupted()) {
      console
          .err()
          .println(
              "visor: the same command"
                  + (out == null ? " with --out " + place : "")
                  + " goes on from there");
    }
    extension.ifPresent(
        of ->
            console
                .err()
                .println("visor: visor publish " + place + " " + of.leaderboard() + " adds it"));
    if (tensorboard) {
      console
          .err()
          .println("visor: tensorboard --logdir " + place.resolve(events.path().getFileName()));
    }
    return report.exit().code();
  }

  private void print(Plan plan, List<TrialRow> trials) {
    print(Leaderboard.of(trials, Asked.of(plan.suite()), LeaderboardOptions.DEFAULT));
  }

  private void print(Leaderboard leaderboard) {
    console.out().print(LeaderboardFormat.TEXT.render(leaderboard));
    console.out().flush();
  }

  /** A folder that is not there yet. */
  private static Path fresh(String suite) {
    String name = suite + "-" + STAMP.format(LocalDateTime.now());
    Path folder = Path.of("runs", name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = Path.of("runs", name + "-" + i);
    }
    return folder;
  }
}
