/**
 * Benchmarks (JMH) of the parts whose speed decides how long a run takes.
 *
 * <p>They print what this machine does now; they gate nothing. This package may use every module,
 * and nothing uses it.
 */
@NullMarked
package dev.visor.benchmarks;

import org.jspecify.annotations.NullMarked;
