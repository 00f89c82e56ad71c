package dev.visor.core.trial;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.visor.core.evidence.TrialStatus;

/** How a phase ended. A child leaves it as a small file beside its work; no file: it crashed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PhaseOutcome.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = PhaseOutcome.Interrupted.class, name = "interrupted"),
  @JsonSubTypes.Type(value = PhaseOutcome.Broken.class, name = "broken")
})
public sealed interface PhaseOutcome {
  /** What the last {@link PhaseProgress} said, as far as is known for a process that broke. */
  long done();

  /** Updates of the policy made, likewise. */
  long updates();

  /** What it took, up to its end. */
  Usage usage();

  /** All was done. */
  record Finished(long done, long updates, Usage usage) implements PhaseOutcome {}

  /** Asked to stop, it stopped where it can go on later. */
  record Interrupted(long done, long updates, Usage usage) implements PhaseOutcome {}

  /**
   * It will give no result.
   *
   * @param status any but {@code ok}
   * @param reason in one line, for {@code trials.csv}
   * @param again whether beginning again can help: it was ended from outside, the disk did not take
   *     what the host wrote, or it got too little of the processor to begin at all. Whatever else
   *     went wrong would go wrong again, for a trial depends on nothing but its request.
   */
  record Broken(
      TrialStatus status, String reason, boolean again, long done, long updates, Usage usage)
      implements PhaseOutcome {}
}
