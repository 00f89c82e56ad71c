package dev.visor.core.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.CurveRow;
import dev.visor.core.evidence.CurvesCsv;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TimingRow;
import dev.visor.core.evidence.TimingsCsv;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialsCsv;
import dev.visor.core.leaderboard.Asked;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.suite.SuiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a report is made of, read from the folder of a run or of a leaderboard. The leaderboard
 * is computed from the trials, as {@code visor leaderboard} does.
 *
 * @param folder where it was read
 * @param trials the rows of {@code trials.csv}
 * @param order the variants in the order of the suite, each with its place
 * @param leaderboard what follows from them
 * @param curves every evaluation; empty where the folder has no {@code curves.csv}
 * @param timings what each trial cost; empty where the folder has no {@code timings.csv}
 * @param suite the suite's file, if there is one
 * @param environment what {@code environment.json} says, if it is there
 */
public record ReportEvidence(
    RunFolder folder,
    List<TrialRow> trials,
    Map<String, Integer> order,
    Leaderboard leaderboard,
    List<CurveRow> curves,
    List<TimingRow> timings,
    Optional<Path> suite,
    Optional<JsonNode> environment) {
  public ReportEvidence {
    trials = List.copyOf(trials);
    order = Collections.unmodifiableMap(new LinkedHashMap<>(order));
    curves = List.copyOf(curves);
    timings = List.copyOf(timings);
  }

  /**
   * Reads a folder.
   *
   * @throws VisorException with exit code 2 if it is neither a run's nor a leaderboard's, 6 if a
   *     file in it is damaged
   */
  public static ReportEvidence read(Path path) {
    RunFolder folder = new RunFolder(path);
    if (!Files.exists(folder.trialsCsv())) {
      throw VisorException.usage(
          "there is no run here: trials.csv is missing",
          path.toString(),
          "name the folder of a run or of a leaderboard");
    }
    List<TrialRow> trials = TrialsCsv.read(folder.trialsCsv());
    Path ofLeaderboard = path.resolve(SuiteReader.FILE_NAME);
    return new ReportEvidence(
        folder,
        trials,
        order(trials),
        Leaderboard.of(trials, Asked.read(List.of(path)), LeaderboardOptions.DEFAULT),
        Files.exists(folder.curvesCsv()) ? CurvesCsv.read(folder.curvesCsv()) : List.of(),
        Files.exists(folder.timingsCsv()) ? TimingsCsv.read(folder.timingsCsv()) : List.of(),
        Files.exists(ofLeaderboard)
            ? Optional.of(ofLeaderboard)
            : Optional.of(folder.suite()).filter(Files::exists),
        environment(folder.environment()));
  }

  /** Where its page goes if nobody says: beside a run's tables, never into a leaderboard. */
  public Path page() {
    boolean leaderboard = suite.isPresent() && suite.get().endsWith(SuiteReader.FILE_NAME);
    Path name = Path.of("report.html");
    return leaderboard ? name : folder.path().resolve(name);
  }

  /** What the suite is called; the folder's name where no trial says so. */
  String name() {
    return trials.isEmpty()
        ? String.valueOf(folder.path().toAbsolutePath().normalize().getFileName())
        : trials.get(0).suite();
  }

  /** The variants, in the order of the suite. */
  List<String> variants() {
    return List.copyOf(order.keySet());
  }

  /** The place of a variant in that order: its colour in every chart. Asked for every row shown. */
  int style(String variant) {
    return order.getOrDefault(variant, 0);
  }

  private static Map<String, Integer> order(List<TrialRow> trials) {
    Map<String, Integer> order = new LinkedHashMap<>();
    trials.forEach(row -> order.putIfAbsent(row.variant(), order.size()));
    return order;
  }

  /** One row for each trial, whichever metric it is of. */
  List<TrialRow> trialsOnce() {
    String first = trials.isEmpty() ? "" : trials.get(0).metric();
    return trials.stream().filter(row -> row.metric().equals(first)).toList();
  }

  /** A trial's own folder; there in a run, and not in a leaderboard. */
  TrialFolder trial(String id) {
    return new TrialFolder(folder.trials().resolve(id));
  }

  /**
   * The manifest of a trial, from wherever the folder keeps it; empty if it does not, as for an id
   * in the table that would lead elsewhere.
   */
  Optional<Manifest> manifest(String trial) {
    if (!PlannedTrial.isId(trial)) {
      return Optional.empty();
    }
    Path inLeaderboard = folder.path().resolve("manifests").resolve(trial + ".json");
    for (Path file : List.of(trial(trial).manifest(), inLeaderboard)) {
      if (Files.exists(file)) {
        return Optional.of(Manifest.read(file));
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> environment(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw VisorException.integrity(
              "the file is no JSON: " + e.getMessage(),
              file.toString(),
              "take the file as Visor wrote it, or take it away")
          .causedBy(e);
    }
  }
}
