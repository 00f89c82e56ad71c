package dev.visor.api;

import java.util.List;

/**
 * What a trial left to be measured.
 *
 * @param task what was solved
 * @param scored the evaluations that the protocol's checkpoint rule selects: the last one for
 *     {@code final}, the last three for {@code last3}
 * @param curve all evaluations, by update
 */
public record TrialEvidence(TaskDescriptor task, List<Evaluation> scored, List<Evaluation> curve) {
  public TrialEvidence {
    scored = List.copyOf(scored);
    curve = List.copyOf(curve);
  }
}
