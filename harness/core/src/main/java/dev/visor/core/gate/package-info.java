/**
 * The gate: whether a run is worse than the evidence of a leaderboard. In this order: can the two
 * be compared, are they the same bit by bit, is the run whole, is any of it worse, and what is the
 * smallest drop that would have been seen. Uses all of the core that runs, keeps and measures
 * trials.
 */
@NullMarked
package dev.visor.core.gate;

import org.jspecify.annotations.NullMarked;
