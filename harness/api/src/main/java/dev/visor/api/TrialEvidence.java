package dev.visor.api;

import java.util.List;
import java.util.Map;

/**
 * What a trial left to be measured.
 *
 * @param task what was solved
 * @param scored the evaluations that the protocol's checkpoint rule selects: the last one for
 *     {@code final}, the last three for {@code last3}
 * @param curve all evaluations, by update
 * @param environmentSteps control steps that training took in an environment; 0 for offline
 *     training
 * @param measures the last value of each {@link Scalars scalar} that training recorded, by name; of
 *     finite ones alone
 */
public record TrialEvidence(
    TaskDescriptor task,
    List<Evaluation> scored,
    List<Evaluation> curve,
    long environmentSteps,
    Map<String, Double> measures) {
  public TrialEvidence {
    scored = List.copyOf(scored);
    curve = List.copyOf(curve);
    measures = Map.copyOf(measures);
  }

  /** That of offline training that recorded nothing. */
  public TrialEvidence(TaskDescriptor task, List<Evaluation> scored, List<Evaluation> curve) {
    this(task, scored, curve, 0, Map.of());
  }
}
