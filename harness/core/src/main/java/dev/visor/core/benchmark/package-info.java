/**
 * Benchmarks: how long one step of some work takes here, and how long the same work takes
 * elsewhere, measured in one go.
 *
 * <p>{@link dev.visor.core.benchmark.BenchmarkRunner} starts a process for each side and has them
 * step in turn. Both speak the same few lines: {@code step} is answered with a time and a loss,
 * {@code end} with the peak of memory. {@link dev.visor.core.benchmark.BenchmarkMain} is our side;
 * the other is a script in {@code ci/benchmarks/torch}, or a reference within our process.
 *
 * <p>What differs from run to run on a machine, its clock and its neighbours, hits both sides of a
 * pair: it is the ratio within pairs that can be compared from day to day.
 *
 * <p>Uses {@code trial}, whose processes are set up in the same way, {@code dataset} and {@code
 * plugin}.
 */
@NullMarked
package dev.visor.core.benchmark;

import org.jspecify.annotations.NullMarked;
