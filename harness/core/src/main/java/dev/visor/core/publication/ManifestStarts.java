package dev.visor.core.publication;

import dev.visor.api.Evaluation;
import dev.visor.api.Metric;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TrialEvidence;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.Measured;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.StartValues;
import dev.visor.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What trials scored from each start, by their manifests: a metric is asked about the episodes from
 * one start alone, of every evaluation. Where the mean over starts is not what it says of all
 * episodes, it is no mean of episodes, and drawing starts would say nothing about it.
 */
public final class ManifestStarts implements StartValues {
  private static final double SAME = 1e-6;

  private final List<Path> places;
  private final PluginRegistry plugins;

  /**
   * @param places folders of runs or leaderboards
   * @param plugins that have the tasks and the metric
   */
  public ManifestStarts(List<Path> places, PluginRegistry plugins) {
    this.places = List.copyOf(places);
    this.plugins = plugins;
  }

  @Override
  public Map<String, double[]> of(String metric) {
    Metric measured = plugins.metric(metric);
    Map<String, double[]> values = new HashMap<>();
    for (Path place : places) {
      for (Manifest manifest : manifests(place)) {
        if (manifest.status() == TrialStatus.OK) {
          double[] ofTrial = byStart(manifest, measured);
          if (ofTrial.length > 0) {
            values.putIfAbsent(manifest.trial().id(), ofTrial);
          }
        }
      }
    }
    return values;
  }

  private static Iterable<Manifest> manifests(Path place) {
    if (!Files.isDirectory(place)) {
      throw VisorException.usage(
          "a table alone does not tell what trials scored from each start",
          place.toString(),
          "name the folder of a run or of a leaderboard");
    }
    try {
      return Evidence.read(place).manifests().values();
    } catch (IOException e) {
      throw VisorException.usage(
              "the evidence cannot be read: " + e,
              place.toString(),
              "check the folder's permissions")
          .causedBy(e);
    }
  }

  /** Empty where the metric does not apply to the trial. */
  private double[] byStart(Manifest manifest, Metric metric) {
    TaskDescriptor task = plugins.environments().resolve(manifest.trial().task().toString());
    OptionalDouble whole = Measured.by(metric, manifest.evidence(task)).value();
    if (whole.isEmpty()) {
      return new double[0];
    }
    double[] values = new double[manifest.trial().protocol().evalEpisodes()];
    for (int start = 0; start < values.length; start++) {
      values[start] =
          Measured.by(metric, fromStart(start, manifest.evidence(task))).value().orElse(Double.NaN);
    }
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double value = whole.getAsDouble();
    if (!(Math.abs(mean - value) <= SAME * Math.max(1, Math.abs(value)))) {
      throw VisorException.usage(
          "the metric " + metric.describe().id() + " is not a mean over episodes",
          manifest.trial().id(),
          "take its intervals over seeds, which is the default");
    }
    return values;
  }

  private static TrialEvidence fromStart(int start, TrialEvidence all) {
    return new TrialEvidence(
        all.task(),
        fromStart(start, all.scored()),
        fromStart(start, all.curve()),
        all.environmentSteps(),
        all.measures());
  }

  private static List<Evaluation> fromStart(int start, List<Evaluation> evaluations) {
    return evaluations.stream()
        .map(of -> new Evaluation(of.update(), List.of(of.episodes().get(start))))
        .toList();
  }
}
