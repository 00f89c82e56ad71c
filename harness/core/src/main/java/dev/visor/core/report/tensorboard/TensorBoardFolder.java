package dev.visor.core.report.tensorboard;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.ScalarsCsv;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A folder to point TensorBoard at: in it, a folder for each finished trial, with one event file. A
 * file holds what training reported under {@code train/}, and the mean, least and greatest return
 * of each evaluation under {@code evaluation/}; the step is the training update.
 *
 * <p>Trials do not record when each number was reported. The times in the files spread a trial's
 * training evenly over its updates, ending when its evidence was written, so that TensorBoard's
 * relative axis is right to within how evenly the training ran.
 */
public final class TensorBoardFolder {
  /** TensorBoard takes a file for events if its name contains {@code tfevents}. */
  static final String FILE = "events.out.tfevents.visor";

  private static final double MILLIS = 1e3;

  private final Path path;

  /** The folder of a run. */
  public TensorBoardFolder(RunFolder run) {
    this.path = run.path().resolve("tensorboard");
  }

  /** What to give to {@code tensorboard --logdir}. */
  public Path path() {
    return path;
  }

  /** Whether a trial has an event file. */
  public boolean has(PlannedTrial trial) {
    return Files.exists(path.resolve(trial.id()).resolve(FILE));
  }

  /**
   * Writes the event file of a finished trial, in place of an older one.
   *
   * @throws dev.visor.core.VisorException with exit code 6 if its {@code scalars.csv} is damaged
   */
  public void write(TrialFolder trial, Manifest manifest, Timings timings) throws IOException {
    double end = Files.getLastModifiedTime(trial.manifest()).toMillis() / MILLIS;
    Clock clock =
        new Clock(end - timings.evaluateSeconds(), timings.trainSeconds(), manifest.updates());
    EventFile events = new EventFile(clock.at(0));
    if (Files.exists(trial.scalars())) {
      for (ScalarsCsv.ScalarRow scalar : ScalarsCsv.read(trial.scalars())) {
        events.scalar(
            "train/" + scalar.name(), scalar.update(), scalar.value(), clock.at(scalar.update()));
      }
    }
    for (Evaluation evaluation : manifest.evaluations()) {
      addReturns(events, evaluation, clock.at(evaluation.update()));
    }
    Path folder = path.resolve(manifest.trial().id());
    Files.createDirectories(folder);
    Path unfinished = folder.resolve("unfinished");
    Files.write(unfinished, events.bytes());
    Files.move(
        unfinished,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void addReturns(EventFile events, Evaluation evaluation, double seconds) {
    List<EvaluatedEpisode> episodes = evaluation.episodes();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (EvaluatedEpisode episode : episodes) {
      sum += episode.totalReward();
      least = Math.min(least, episode.totalReward());
      greatest = Math.max(greatest, episode.totalReward());
    }
    long update = evaluation.update();
    events.scalar("evaluation/mean_return", update, sum / episodes.size(), seconds);
    events.scalar("evaluation/least_return", update, least, seconds);
    events.scalar("evaluation/greatest_return", update, greatest, seconds);
  }

  /**
   * When an update was, as far as is known.
   *
   * @param end of the training, in seconds since 1970
   */
  private record Clock(double end, double trainSeconds, long updates) {
    double at(long update) {
      double left = updates == 0 ? 0 : 1 - (double) update / updates;
      return end - trainSeconds * Math.max(0, left);
    }
  }
}
