/**
 * A run: the trials of a plan, carried out on this machine, two or more at a time, until all are
 * done or somebody stops them. {@link dev.visor.core.run.Runner} is the way in.
 *
 * <p>Running again into the same folder does what is missing and nothing else: what is {@code ok}
 * stays, whatever is not is done once more. Uses {@code trial}, {@code leaderboard}, {@code
 * evidence}, {@code plan}, {@code suite}, {@code dataset} and {@code plugin}.
 */
@NullMarked
package dev.visor.core.run;

import org.jspecify.annotations.NullMarked;
