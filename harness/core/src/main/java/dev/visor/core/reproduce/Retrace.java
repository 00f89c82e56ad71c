package dev.visor.core.reproduce;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a trial that was made again along the recorded one, and finds where they part. What is
 * not recorded is passed over: evidence from before digests were kept has evaluations alone.
 */
final class Retrace {
  private static final int DIGITS = 12;

  private final Claim claim;
  private final Manifest recorded;
  private final Manifest obtained;
  private final TrialFolder files;

  /**
   * @param files of the trial that was made again
   */
  Retrace(Claim claim, Manifest obtained, TrialFolder files) {
    this.claim = claim;
    this.recorded = claim.manifest();
    this.obtained = obtained;
    this.files = files;
  }

  /** The first departure, in the order in which a trial goes. */
  Optional<Departure> departure() throws IOException {
    Optional<Departure> found = dataset();
    if (found.isEmpty()) {
      found = training();
    }
    if (found.isEmpty()) {
      found = policies();
    }
    return found.isPresent() ? found : evaluations();
  }

  private Optional<Departure> dataset() {
    return sha256s(
        Departure.Step.DATASET,
        "the arrays",
        recorded.digests().dataset(),
        obtained.digests().dataset());
  }

  private Optional<Departure> training() throws IOException {
    if (claim.folder().isPresent() && Files.exists(claim.folder().get().scalars())) {
      return firstLine(claim.folder().get().scalars(), files.scalars());
    }
    Optional<Departure> scalars =
        sha256s(
            Departure.Step.TRAINING,
            "scalars.csv",
            recorded.digests().scalars(),
            obtained.digests().scalars());
    if (scalars.isEmpty() && recorded.updates() != obtained.updates()) {
      return departed(
          Departure.Step.TRAINING,
          recorded.updates() + " updates are recorded, " + obtained.updates() + " were made");
    }
    return scalars;
  }

  /** Finds the first update whose numbers are others. */
  private static Optional<Departure> firstLine(Path one, Path other) throws IOException {
    try (BufferedReader before = Files.newBufferedReader(one);
        BufferedReader now = Files.newBufferedReader(other)) {
      while (true) {
        String recorded = before.readLine();
        String obtained = now.readLine();
        if (recorded == null && obtained == null) {
          return Optional.empty();
        }
        if (recorded == null || obtained == null || !recorded.equals(obtained)) {
          return departed(
              Departure.Step.TRAINING,
              "scalars.csv has "
                  + scalar(recorded)
                  + " recorded, and "
                  + scalar(obtained)
                  + " now");
        }
      }
    }
  }

  /** {@code schema,update,name,value} for people. */
  private static String scalar(@Nullable String line) {
    if (line == null) {
      return "its end";
    }
    String[] cells = line.split(",", 4);
    return cells.length < 4 ? line : cells[2] + " " + cells[3] + " at update " + cells[1];
  }

  private Optional<Departure> policies() {
    SortedMap<Long, String> now = obtained.digests().policies();
    for (Map.Entry<Long, String> policy : recorded.digests().policies().entrySet()) {
      String other = now.getOrDefault(policy.getKey(), "");
      if (!other.equals(policy.getValue())) {
        return sha256s(
            Departure.Step.POLICY,
            "the policy after update " + policy.getKey(),
            policy.getValue(),
            other);
      }
    }
    return Optional.empty();
  }

  private Optional<Departure> evaluations() {
    List<Evaluation> before = recorded.evaluations();
    List<Evaluation> now = obtained.evaluations();
    if (before.size() != now.size()) {
      return departed(
          Departure.Step.EVALUATION,
          before.size() + " evaluations are recorded, " + now.size() + " were made");
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(now.get(i))) {
        return departed(Departure.Step.EVALUATION, firstEpisode(before.get(i), now.get(i)));
      }
    }
    return Optional.empty();
  }

  private static String firstEpisode(Evaluation before, Evaluation now) {
    String place = "the evaluation after update " + before.update();
    if (before.update() != now.update() || before.episodes().size() != now.episodes().size()) {
      return place + " is one after update " + now.update() + " of another length";
    }
    for (int i = 0; i < before.episodes().size(); i++) {
      EvaluatedEpisode one = before.episodes().get(i);
      EvaluatedEpisode other = now.episodes().get(i);
      if (!one.equals(other)) {
        return "episode " + i + " of " + place + " returned " + told(one, other);
      }
    }
    throw new IllegalArgumentException("the evaluations are the same");
  }

  private static String told(EvaluatedEpisode one, EvaluatedEpisode other) {
    return one.totalReward()
        + " in "
        + one.decisions()
        + " decisions, and now "
        + other.totalReward()
        + " in "
        + other.decisions();
  }

  private static Optional<Departure> sha256s(
      Departure.Step step, String what, String before, String now) {
    return before.isEmpty() || before.equals(now)
        ? Optional.empty()
        : departed(
            step, what + " had the SHA-256 " + shortened(before) + ", and now " + shortened(now));
  }

  private static String shortened(String sha256) {
    return sha256.isEmpty() ? "none" : sha256.substring(0, Math.min(DIGITS, sha256.length())) + "…";
  }

  private static Optional<Departure> departed(Departure.Step step, String what) {
    return Optional.of(new Departure(step, what));
  }
}
