package dev.visor.core.run;

import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.Timings;

/**
 * A trial that ended, well or not.
 *
 * @param manifest what it left
 * @param timings what it cost
 */
public record FinishedTrial(Manifest manifest, Timings timings) {}
