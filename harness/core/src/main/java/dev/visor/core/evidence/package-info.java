/**
 * What trials leave behind: the run folder, a manifest for each trial, {@code trials.csv}, {@code
 * timings.csv} and {@code curves.csv}. A trial's folder appears whole or not at all. Uses {@code
 * plan} and {@code suite}.
 */
@NullMarked
package dev.visor.core.evidence;

import org.jspecify.annotations.NullMarked;
