package dev.visor.core.gate;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.CombinedTrials;
import dev.visor.core.publication.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One side of a gate, as it was found.
 *
 * @param folder of a run or of a leaderboard
 * @param rows of its {@code trials.csv}
 * @param manifests by id of the trial; empty if the folder has none at all
 */
public record GateEvidence(Path folder, List<TrialRow> rows, Map<String, Manifest> manifests) {
  public GateEvidence {
    rows = List.copyOf(rows);
    manifests = Map.copyOf(manifests);
  }

  /**
   * Reads a side. What the table says of a trial, other than its values, has to be what the trial's
   * manifest says.
   *
   * @throws VisorException with exit code 2 if the folder is neither a run's nor a leaderboard's, 5
   *     if a trial has two results, 6 if a table or manifest is damaged, is missing, or is not the
   *     one that the other was made with
   */
  public static GateEvidence read(Path folder) {
    List<TrialRow> rows = CombinedTrials.read(List.of(folder));
    if (rows.isEmpty()) {
      throw VisorException.usage(
          "no trial has ended here", folder.toString(), "run the suite before it is gated");
    }
    if (!Files.isDirectory(folder.resolve(Evidence.MANIFESTS))
        && !Files.isDirectory(new RunFolder(folder).trials())) {
      return new GateEvidence(folder, rows, Map.of());
    }
    try {
      Map<String, Manifest> manifests = Evidence.read(folder).manifests();
      for (TrialRow row : rows) {
        Manifest manifest = manifests.get(row.trial());
        if (manifest == null) {
          throw new IllegalStateException("evidence was read without " + row.trial());
        }
        refuseOtherTrial(row, manifest, folder);
      }
      return new GateEvidence(folder, rows, manifests);
    } catch (IOException e) {
      throw VisorException.usage(
              "the evidence cannot be read: " + e,
              folder.toString(),
              "check the folder's permissions")
          .causedBy(e);
    }
  }

  /** These trials and those of a run that was made to confirm a suspicion. */
  GateEvidence with(GateEvidence more) {
    Map<String, Manifest> all = new LinkedHashMap<>(manifests);
    all.putAll(more.manifests);
    List<TrialRow> both = Stream.concat(rows.stream(), more.rows.stream()).toList();
    return new GateEvidence(folder, both, all);
  }

  /** What is of trials that ended as is said here, by their ids. */
  GateEvidence only(Map<String, TrialStatus> outcomes) {
    return new GateEvidence(
        folder,
        rows.stream().filter(row -> row.status() == outcomes.get(row.trial())).toList(),
        manifests);
  }

  /** The rows of a metric, by cell, in the order of the table. */
  Map<GateCell, List<TrialRow>> cells(String metric) {
    return rows.stream()
        .filter(row -> row.metric().equals(metric))
        .collect(Collectors.groupingBy(GateCell::of, LinkedHashMap::new, Collectors.toList()));
  }

  /** The metrics, in the order of the table. */
  List<String> metrics() {
    return rows.stream().map(TrialRow::metric).distinct().toList();
  }

  private static void refuseOtherTrial(TrialRow row, Manifest manifest, Path folder) {
    Map<String, Predicate<Manifest>> told = new LinkedHashMap<>();
    told.put("identity", of -> of.trial().identity().equals(row.identity()));
    told.put("variant", of -> of.trial().variant().equals(row.variant()));
    told.put("group", of -> of.trial().group().equals(row.group()));
    told.put("dataset_identity", of -> of.trial().datasetIdentity().equals(row.datasetIdentity()));
    told.put("seed_index", of -> of.trial().seedIndex() == row.seedIndex());
    told.put("status", of -> of.status() == row.status());
    told.put("updates", of -> of.updates() == row.updates());
    told.put("fingerprint", of -> of.fingerprint().sha256().equals(row.fingerprint()));
    told.forEach(
        (column, same) -> {
          if (!same.test(manifest)) {
            throw VisorException.integrity(
                "the table and the manifest of the trial " + row.trial() + " differ in " + column,
                folder.toString(),
                "run again into the folder, which writes the table anew");
          }
        });
  }
}
