package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.evidence.AtomicFile;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.gate.Confirmation;
import dev.visor.core.gate.Gate;
import dev.visor.core.gate.GateEvidence;
import dev.visor.core.gate.GateFormat;
import dev.visor.core.gate.GatePolicy;
import dev.visor.core.gate.GatePolicyReader;
import dev.visor.core.gate.GateReport;
import dev.visor.core.gate.Remeasurement;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.run.Progress;
import dev.visor.core.run.RunHost;
import dev.visor.core.run.RunOptions;
import dev.visor.core.trial.JarStamps;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor gate RUN --against LEADERBOARD}: fails if the run is worse. */
@Command(
    name = "gate",
    description = {
      "Judges whether a run is worse than a leaderboard's evidence, and fails if it is:",
      "0 no worse, 3 a regression, 4 cannot tell, 5 not comparable, 6 altered evidence."
    })
final class GateCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Parameters(paramLabel = "RUN", description = "The folder of a run or of a leaderboard.")
  Path run = Path.of("");

  @Option(
      names = "--against",
      required = true,
      paramLabel = "LEADERBOARD",
      description = "The folder of a leaderboard or of a run.")
  Path against = Path.of("");

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "How to decide, and what is waived (default: as ci/gate.yaml explains).")
  @Nullable Path policy;

  @Option(names = "--confirm", description = "Runs accused cells with more seeds before they fail.")
  boolean confirm;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the further seeds are kept (default: runs/gate-<time>).")
  @Nullable Path out;

  @Option(names = "--json", description = "Prints for machines.")
  boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes JUnit's XML, too.")
  @Nullable Path junit;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes a summary, too.")
  @Nullable Path markdown;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final HostOptions host;
  private final Clock clock;
  private final Console console;
  private final JarStamps own;
  private final Signals signals;

  @Inject
  GateCommand(
      Provider<PluginRegistry> plugins,
      Provider<DatasetStore> store,
      HostOptions host,
      Clock clock,
      Console console,
      JarStamps own,
      Signals signals) {
    this.plugins = plugins;
    this.store = store;
    this.host = host;
    this.clock = clock;
    this.console = console;
    this.own = own;
    this.signals = signals;
  }

  @Override
  public Integer call() {
    GatePolicy decides = policy == null ? GatePolicy.DEFAULT : GatePolicyReader.read(policy);
    Gate gate = new Gate(decides, Remeasurement.by(plugins.get()), clock);
    GateEvidence now = GateEvidence.read(run);
    GateEvidence before = GateEvidence.read(against);
    GateReport report = gate.judge(now, before);
    if (confirm && !report.accused().isEmpty()) {
      Optional<GateEvidence> more = furtherSeeds(now, report, decides.confirmSeeds());
      if (more.isEmpty()) {
        return ExitCode.INTERRUPTED.code();
      }
      report = gate.confirm(report, now, more.get(), before);
    }
    write(junit, "--junit", GateFormat.JUNIT, report);
    write(markdown, "--markdown", GateFormat.MARKDOWN, report);
    console.out().print((json ? GateFormat.JSON : GateFormat.TEXT).render(report));
    console.out().flush();
    return report.verdict().exit().code();
  }

  private Optional<GateEvidence> furtherSeeds(GateEvidence now, GateReport report, int seeds) {
    Path folder =
        out == null ? Path.of("runs", "gate-" + STAMP.format(LocalDateTime.now(clock))) : out;
    console
        .err()
        .println(
            "visor: "
                + (report.accused().size() == 1 ? "1 cell" : report.accused().size() + " cells")
                + " accused; "
                + seeds
                + " further seeds of each are run into "
                + folder);
    Confirmation confirmation =
        new Confirmation(
            new RunHost(plugins.get(), store.get(), host.home(), own),
            Progress.on(console.err(), System.getenv()),
            RunOptions.DEFAULT);
    Optional<GateEvidence> more =
        confirmation.run(
            now,
            report.accused(),
            seeds,
            new RunFolder(folder.toAbsolutePath()),
            signals.interruption());
    if (more.isEmpty()) {
      console.err().println("visor: the same command with --out " + folder + " goes on with them");
    }
    return more;
  }

  private static void write(
      @Nullable Path file, String option, GateFormat format, GateReport report) {
    if (file == null) {
      return;
    }
    try {
      AtomicFile.write(file, format.render(report));
    } catch (IOException e) {
      throw VisorException.usage(
              "the report cannot be written: " + e,
              option + " " + file,
              Files.isDirectory(file) ? "name a file" : "check the folder's permissions")
          .causedBy(e);
    }
  }
}
