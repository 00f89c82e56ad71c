/**
 * From the rows of {@code trials.csv} to an answer: variants ranked in each group with intervals,
 * pairs compared, profiles. Nothing but the rows is needed (and, for intervals over starts, what
 * trials scored from each), and the suites that say what else there should be, so that a
 * leaderboard can be computed again at any time, from one run or from several. Uses {@code
 * evidence}, {@code suite} and {@code statistics}.
 */
@NullMarked
package dev.visor.core.leaderboard;

import org.jspecify.annotations.NullMarked;
