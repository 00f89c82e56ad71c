package dev.visor.core.evidence;

import dev.visor.api.Metric;
import dev.visor.api.TrialEvidence;
import java.util.OptionalDouble;

/**
 * What a metric made of a trial. One that fails, lacks a class or gives no number must not take the
 * others with it: there is no value then, and a reason.
 *
 * @param value a finite number, or none
 * @param problem why there is none although there should be; empty if all is well
 */
public record Measured(OptionalDouble value, String problem) {
  static final Measured NONE = new Measured(OptionalDouble.empty(), "");

  /** Asks the metric. */
  public static Measured by(Metric metric, TrialEvidence evidence) {
    try {
      OptionalDouble value = metric.value(evidence);
      return value.isEmpty() || Double.isFinite(value.getAsDouble())
          ? new Measured(value, "")
          : new Measured(OptionalDouble.empty(), "the metric gave " + value.getAsDouble());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return new Measured(OptionalDouble.empty(), "the metric failed: " + e);
    }
  }
}
