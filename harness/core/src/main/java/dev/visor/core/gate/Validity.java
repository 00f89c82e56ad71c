package dev.visor.core.gate;

import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the trials of a side are what they are taken for. */
final class Validity {
  private static final double ROUNDING = 1e-9;

  private Validity() {}

  /** Why a cell cannot be judged by its scores: trials that gave none; empty if all did. */
  static Optional<String> failure(List<TrialRow> rows) {
    Map<String, Integer> failed = new TreeMap<>();
    String reason = "";
    for (TrialRow row : rows) {
      if (row.status() != TrialStatus.OK || row.value().isEmpty()) {
        failed.merge(
            row.status() == TrialStatus.OK ? "without a value" : row.status().id(),
            1,
            Integer::sum);
        reason = reason.isEmpty() ? row.reason() : reason;
      }
    }
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            failed.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", "))
                + " of "
                + rows.size()
                + " trials: "
                + reason);
  }

  /**
   * The trials whose values in the table are not what the metric makes of their manifests. A hash
   * of the table would tell no more: whoever changes a value can change the hash beside it, but not
   * every episode of every evaluation that the value is made of.
   */
  static List<TrialRow> altered(GateEvidence evidence, String metric, Remeasurement remeasurement) {
    return evidence.rows().stream()
        .filter(row -> row.metric().equals(metric))
        .filter(row -> isAltered(row, evidence.manifests().get(row.trial()), remeasurement))
        .toList();
  }

  private static boolean isAltered(TrialRow row, @Nullable Manifest manifest, Remeasurement by) {
    if (manifest == null || manifest.status() != TrialStatus.OK) {
      return false;
    }
    Optional<OptionalDouble> measured = by.value(manifest, row.metric());
    return measured.isPresent() && !same(measured.get(), row.value());
  }

  private static boolean same(OptionalDouble measured, OptionalDouble told) {
    if (measured.isEmpty() || told.isEmpty()) {
      return measured.isPresent() == told.isPresent();
    }
    double difference = Math.abs(measured.getAsDouble() - told.getAsDouble());
    return difference <= ROUNDING * (1 + Math.abs(measured.getAsDouble()));
  }

  /**
   * Whether the run repeats what there was: every trial of it, with the same seed and the same
   * episodes.
   */
  static boolean identical(
      List<TrialRow> rowsNow,
      List<TrialRow> rowsBefore,
      Map<String, Manifest> manifestsNow,
      Map<String, Manifest> manifestsBefore) {
    Map<Integer, TrialRow> bySeed =
        rowsBefore.stream()
            .collect(Collectors.toMap(TrialRow::seedIndex, row -> row, (one, other) -> one));
    for (TrialRow row : rowsNow) {
      TrialRow other = bySeed.get(row.seedIndex());
      if (other == null
          || row.status() != TrialStatus.OK
          || other.status() != TrialStatus.OK
          || row.value().isEmpty()
          || !row.value().equals(other.value())
          || !row.finalValue().equals(other.finalValue())) {
        return false;
      }
      Manifest one = manifestsNow.get(row.trial());
      Manifest another = manifestsBefore.get(other.trial());
      if (one != null && another != null && !one.evaluations().equals(another.evaluations())) {
        return false;
      }
    }
    return true;
  }
}
