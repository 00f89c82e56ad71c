package dev.visor.core.leaderboard;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.ParameterList;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.evidence.TrialsCsv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials of several runs as one table. A trial that two runs made counts once, and if one of
 * them failed, the other counts; two results for the same trial, or one name for two different
 * variants, are an error.
 */
public final class CombinedTrials {
  private CombinedTrials() {}

  /**
   * Reads and combines the trials of runs.
   *
   * @param runs folders of runs or leaderboards, or {@code trials.csv} files
   * @throws VisorException with exit code 2 or 6 if one cannot be read, 2 if a name is used for two
   *     variants, 5 if a trial has two results
   */
  public static List<TrialRow> read(List<Path> runs) {
    Map<String, List<TrialRow>> sources = new LinkedHashMap<>();
    for (Path run : runs) {
      Path file = Files.isDirectory(run) ? new RunFolder(run).trialsCsv() : run;
      if (!Files.exists(file)) {
        boolean cutShort = Files.isDirectory(run) && Files.isDirectory(new RunFolder(run).trials());
        throw VisorException.usage(
            (cutShort ? "the run has not ended: " : "there is no run here: ")
                + file.getFileName()
                + " is missing",
            run.toString(),
            cutShort
                ? "wait for it, or run the suite again with --out "
                    + run
                    + ": what is finished is kept, and the tables are written"
                : "name the folder of a run or of a leaderboard");
      }
      sources.put(run.toString(), TrialsCsv.read(file));
    }
    return of(sources);
  }

  /**
   * Combines trials.
   *
   * @param sources by what they are called in messages
   */
  static List<TrialRow> of(Map<String, List<TrialRow>> sources) {
    Map<Key, Found> found = new LinkedHashMap<>();
    sources.forEach(
        (source, rows) ->
            rows.forEach(
                row -> found.merge(Key.of(row), new Found(source, row), CombinedTrials::combined)));
    return found.values().stream().map(Found::row).toList();
  }

  private static Found combined(Found first, Found second) {
    if (!first.row.identity().equals(second.row.identity())) {
      throw VisorException.usage(
          "the variant '"
              + first.row.variant()
              + "' is not the same in "
              + first.source
              + " and in "
              + second.source
              + ": "
              + difference(first.row, second.row),
          second.source,
          "leave one of them out, or give the variant another name with as: in one of the suites");
    }
    if (second.row.status() != TrialStatus.OK) {
      return first;
    }
    if (first.row.status() != TrialStatus.OK) {
      return second;
    }
    if (!first.row.value().equals(second.row.value())) {
      throw VisorException.of(
          ExitCode.NOT_COMPARABLE,
          "the trial "
              + first.row.trial()
              + " has two results, "
              + text(first)
              + " and "
              + text(second),
          second.source,
          "leave one of them out; they were computed by different code or on different machines");
    }
    return first;
  }

  private static String text(Found found) {
    String value =
        found.row.value().isPresent() ? Double.toString(found.row.value().getAsDouble()) : "none";
    return value + " in " + found.source;
  }

  private static String difference(TrialRow first, TrialRow second) {
    if (!first.algorithm().equals(second.algorithm())) {
      return "the algorithm is " + first.algorithm() + " or " + second.algorithm();
    }
    if (first.algorithmVersion() != second.algorithmVersion()) {
      return "the algorithm has version "
          + first.algorithmVersion()
          + " or "
          + second.algorithmVersion();
    }
    if (!first.parameters().equals(second.parameters())) {
      ParameterList one = ParameterList.parse(first.parameters());
      ParameterList other = ParameterList.parse(second.parameters());
      return "the parameters are " + one.notIn(other) + " or " + other.notIn(one);
    }
    return "dataset, protocol or suite seed differ";
  }

  private record Key(String variant, String group, int seedIndex, String metric) {
    static Key of(TrialRow row) {
      return new Key(row.variant(), row.group(), row.seedIndex(), row.metric());
    }
  }

  private record Found(String source, TrialRow row) {}
}
