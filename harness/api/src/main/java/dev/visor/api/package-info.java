/**
 * The extension points of Visor and the records they speak in: everything a plugin author has to
 * know.
 *
 * <p>Five interfaces are extension points, found by PF4J: {@link dev.visor.api.Environments} brings
 * tasks, {@link dev.visor.api.Datasets} brings recipes that make data, {@link
 * dev.visor.api.Algorithm} turns a dataset, or an environment's steps, into a policy, {@link
 * dev.visor.api.Metric} turns what an evaluation saw into a number, {@link dev.visor.api.Benchmark}
 * is work to be timed. Everything else here is data that passes between them and the host.
 *
 * <p>This package depends on nothing but PF4J and JSpecify. Nothing is null unless it says so.
 */
@NullMarked
package dev.visor.api;

import org.jspecify.annotations.NullMarked;
