/**
 * Numbers that stand for many numbers, and how far they can be trusted: the aggregates and
 * stratified bootstrap of Agarwal et al., "Deep Reinforcement Learning at the Edge of the
 * Statistical Precipice" (NeurIPS 2021), tolerant of cells with different numbers of seeds, and
 * with random numbers of their own. Uses only the API's {@code RandomStream}.
 *
 * <p>A <i>cell</i> is one task with one dataset; its values are the scores of the training seeds,
 * which are the unit of replication. Episodes are never passed off as seeds.
 */
@NullMarked
package dev.visor.core.statistics;

import org.jspecify.annotations.NullMarked;
