package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.reproduce.Claim;
import dev.visor.core.reproduce.Claims;
import dev.visor.core.reproduce.Departure;
import dev.visor.core.reproduce.Reproducer;
import dev.visor.core.reproduce.Reproduction;
import dev.visor.core.run.Interruption;
import dev.visor.core.run.Progress;
import dev.visor.core.run.RunHost;
import dev.visor.core.run.RunOptions;
import dev.visor.core.trial.JarStamps;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor reproduce TRIAL | LEADERBOARD}: makes recorded results again and compares. */
@Command(
    name = "reproduce",
    description = {
      "Makes recorded trials again, with their data, and says whether they come out the same.",
      "Exits with 0 if all do, 3 if one is different, 4 if there is too little evidence to say,",
      "1 if a trial did not end well, 5 if what is installed cannot make it again."
    })
final class ReproduceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      description = "The folder of a trial, of a run or of a leaderboard.")
  Path folder = Path.of("");

  @Option(
      names = "--row",
      paramLabel = "N",
      description = "All trials of row N of leaderboard.csv, counted from 1 below its header.")
  @Nullable Integer row;

  @Option(
      names = "--draw",
      paramLabel = "K",
      description = "One trial each of K rows of the leaderboard, drawn at random.")
  @Nullable Integer draw;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of the draw (default: another each time; it is printed).")
  @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Keeps what is made (default: a temporary folder, which is removed).")
  @Nullable Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Trials at a time (default: as many as the processors allow).")
  @Nullable Integer jobs;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  @Option(
      names = "--stored-data",
      description = "Takes datasets from the store instead of making them again.")
  boolean storedData;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final HostOptions host;
  private final Console console;
  private final JarStamps own;
  private final Signals signals;

  @Inject
  ReproduceCommand(
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
    List<Claim> claims = claims();
    if (claims.isEmpty()) {
      throw VisorException.usage("no trial here is ok", folder.toString(), "name another folder");
    }
    Interruption interruption = signals.interruption();
    try (ReproductionFolder made = ReproductionFolder.of(out)) {
      return reproduce(claims, made.path(), interruption).code();
    }
  }

  private ExitCode reproduce(List<Claim> claims, Path place, Interruption interruption) {
    DatasetStore data = storedData ? store.get() : new DatasetStore(place.resolve("data"));
    Reproducer reproducer =
        new Reproducer(
            new RunHost(plugins.get(), data, host.home(), own),
            Progress.on(console.err(), System.getenv()));
    RunOptions options = jobs == null ? RunOptions.DEFAULT : RunOptions.DEFAULT.jobs(jobs);
    List<Reproduction> made = reproducer.reproduce(claims, place, options, interruption);
    if (json) {
      console.json(made.stream().map(ReproduceCommand::json).toList());
    } else {
      print(made);
    }
    return made.size() < claims.size() ? ExitCode.INTERRUPTED : exit(made);
  }

  private List<Claim> claims() {
    if (row != null && draw != null) {
      throw VisorException.usage("--row and --draw do not go together", "--draw", "leave one out");
    }
    if (Claims.isTrial(folder)) {
      if (row != null || draw != null) {
        throw VisorException.usage(
            "this is one trial, not a leaderboard",
            folder.toString(),
            "leave --row and --draw out, or name the folder of the run");
      }
      return List.of(Claims.ofTrial(folder));
    }
    Claims claims = Claims.of(folder);
    if (row != null) {
      return claims.row(row);
    }
    if (draw != null) {
      long drawn = seed == null ? Math.floorMod(System.nanoTime(), 1_000_000L) : seed;
      console.err().println("visor: " + draw + " rows drawn with --seed " + drawn);
      return claims.draw(draw, drawn);
    }
    return claims.all();
  }

  private static ExitCode exit(List<Reproduction> made) {
    List<Reproduction.Verdict> verdicts = made.stream().map(Reproduction::verdict).toList();
    if (verdicts.contains(Reproduction.Verdict.DIFFERENT)) {
      return ExitCode.REGRESSION;
    }
    if (verdicts.contains(Reproduction.Verdict.NOT_MADE)) {
      return ExitCode.TRIALS_NOT_OK;
    }
    return verdicts.contains(Reproduction.Verdict.UNDECIDED) ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }

  private void print(List<Reproduction> made) {
    Table table = new Table("trial", "verdict", "asked", "recorded", "now");
    for (Reproduction one : made) {
      table.row(
          one.trial().id(),
          text(one.verdict()),
          one.asked().id(),
          number(one.recordedReturn()),
          one.obtainedReturn().isPresent() ? number(one.obtainedReturn().getAsDouble()) : "–");
    }
    table.print(console.out());
    List<String> notes = new ArrayList<>();
    for (Reproduction one : made) {
      if (one.verdict() != Reproduction.Verdict.IDENTICAL) {
        notes.add(one.trial().id() + ": " + one.reason());
        one.departure().ifPresent(left -> notes.add("  from " + from(left)));
        one.possible().reasons().forEach(reason -> notes.add("  here " + reason));
      }
    }
    if (!notes.isEmpty()) {
      console.out().println();
      notes.forEach(console.out()::println);
    }
  }

  private static String from(Departure departure) {
    return departure.step().name().toLowerCase(Locale.ROOT) + " on: " + departure.what();
  }

  private static String text(Reproduction.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private static Map<String, Object> json(Reproduction made) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trial", made.trial().id());
    json.put("identity", made.trial().identity());
    json.put("verdict", made.verdict().name().toLowerCase(Locale.ROOT));
    json.put("reason", made.reason());
    made.departure()
        .ifPresent(
            left -> {
              json.put("from", left.step().name().toLowerCase(Locale.ROOT));
              json.put("difference", left.what());
            });
    json.put("declared", made.declared().id());
    json.put("possible", made.possible().tier().id());
    json.put("possible_reasons", made.possible().reasons());
    json.put("asked", made.asked().id());
    json.put("recorded_return", made.recordedReturn());
    made.obtainedReturn().ifPresent(value -> json.put("obtained_return", value));
    return json;
  }
}
