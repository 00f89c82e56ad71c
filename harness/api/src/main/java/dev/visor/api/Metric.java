package dev.visor.api;

import java.util.OptionalDouble;
import org.pf4j.ExtensionPoint;

/** The extension point of a metric: a number for a trial from its evidence. */
public interface Metric extends ExtensionPoint {
  /** Name, unit and direction. */
  MetricDescriptor describe();

  /** The value for a trial; empty where the metric does not apply to it. */
  OptionalDouble value(TrialEvidence evidence);
}
