/**
 * From the rows of {@code trials.csv} to an answer: variants ranked in each group with intervals,
 * pairs compared, profiles. Nothing but the rows is needed, so that a leaderboard can be computed
 * again at any time, from one run or from several. Uses {@code evidence} and {@code statistics}.
 */
@NullMarked
package dev.visor.core.leaderboard;

import org.jspecify.annotations.NullMarked;
