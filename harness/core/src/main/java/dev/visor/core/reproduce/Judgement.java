package dev.visor.core.reproduce;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Manifest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a trial that was made again is as near to the recorded one as its tier promises.
 *
 * <ul>
 *   <li>{@code bitwise}: no byte differs of which anything is recorded.
 *   <li>{@code numeric}: the return of every episode of every evaluation differs by no more than
 *       {@value #TOLERANCE}, relative to the larger of 1 and the recorded return.
 *   <li>{@code statistical}: the mean return over the scored evaluations is one that another seed
 *       of the recorded cell could have had: it lies in their 99 % prediction interval, the mean ±
 *       t·s·√(1 + 1/n) of n recorded seeds with standard deviation s. The quantile t of Student's
 *       distribution is taken at {@value #LEAST_SEEDS} seeds, which are the fewest that can say
 *       anything; with more it would be smaller.
 * </ul>
 *
 * @param verdict what is said
 * @param reason why; empty if it is identical
 */
record Judgement(Reproduction.Verdict verdict, String reason) {
  static final double TOLERANCE = 1e-6;
  static final int LEAST_SEEDS = 5;

  /** 99.5 % quantile of Student's t with four degrees of freedom. */
  private static final double T = 4.604;

  static Judgement of(
      DeterminismTier asked, Claim claim, Manifest obtained, Optional<Departure> departure) {
    if (departure.isEmpty()) {
      return new Judgement(Reproduction.Verdict.IDENTICAL, "");
    }
    return switch (asked) {
      case BITWISE ->
          new Judgement(Reproduction.Verdict.DIFFERENT, "everything is the same but the result");
      case NUMERIC -> numeric(claim.manifest(), obtained);
      case STATISTICAL -> statistical(claim, obtained);
    };
  }

  private static Judgement numeric(Manifest recorded, Manifest obtained) {
    double largest = 0;
    List<Evaluation> before = recorded.evaluations();
    List<Evaluation> now = obtained.evaluations();
    if (before.size() != now.size()) {
      return new Judgement(Reproduction.Verdict.DIFFERENT, "there are other evaluations");
    }
    for (int i = 0; i < before.size(); i++) {
      largest = Math.max(largest, distance(before.get(i), now.get(i)));
    }
    String text =
        String.format(
            Locale.ROOT,
            "returns differ by up to %.2g of themselves; %.0e is asked",
            largest,
            TOLERANCE);
    return new Judgement(
        largest <= TOLERANCE
            ? Reproduction.Verdict.WITHIN_TOLERANCE
            : Reproduction.Verdict.DIFFERENT,
        text);
  }

  private static double distance(Evaluation before, Evaluation now) {
    if (before.update() != now.update() || before.episodes().size() != now.episodes().size()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < before.episodes().size(); i++) {
      EvaluatedEpisode one = before.episodes().get(i);
      EvaluatedEpisode other = now.episodes().get(i);
      double scale = Math.max(1, Math.abs(one.totalReward()));
      double distance = Math.abs(one.totalReward() - other.totalReward()) / scale;
      boolean sameEnd =
          one.decisions() == other.decisions() && one.terminated() == other.terminated();
      largest = Math.max(largest, sameEnd ? distance : Double.POSITIVE_INFINITY);
    }
    return largest;
  }

  private static Judgement statistical(Claim claim, Manifest obtained) {
    double[] seeds = claim.seeds().stream().mapToDouble(Judgement::meanReturn).toArray();
    if (seeds.length < LEAST_SEEDS) {
      return new Judgement(
          Reproduction.Verdict.UNDECIDED,
          "bytes differ, and the cell has "
              + seeds.length
              + " recorded seeds; "
              + LEAST_SEEDS
              + " are needed to say how far they lie apart");
    }
    double mean = 0;
    for (double value : seeds) {
      mean += value / seeds.length;
    }
    double squares = 0;
    for (double value : seeds) {
      squares += (value - mean) * (value - mean);
    }
    double half = T * Math.sqrt(squares / (seeds.length - 1) * (1 + 1.0 / seeds.length));
    double value = meanReturn(obtained);
    String text =
        String.format(
            Locale.ROOT,
            "its return is %.4g; another seed of the cell lies within %.4g and %.4g",
            value,
            mean - half,
            mean + half);
    return new Judgement(
        Math.abs(value - mean) <= half
            ? Reproduction.Verdict.WITHIN_TOLERANCE
            : Reproduction.Verdict.DIFFERENT,
        text);
  }

  /** Mean over the episodes of an evaluation, and then over the scored evaluations. */
  static double meanReturn(Manifest manifest) {
    double sum = 0;
    for (Evaluation evaluation : manifest.scored()) {
      double returns = 0;
      for (EvaluatedEpisode episode : evaluation.episodes()) {
        returns += episode.totalReward();
      }
      sum += returns / evaluation.episodes().size();
    }
    return sum / manifest.scored().size();
  }
}
