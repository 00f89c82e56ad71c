/**
 * From a suite to a leaderboard. This package itself holds what all of them share: how a failure is
 * told to a person, and what the process then exits with.
 *
 * <p>Below it, each package has one idea, and uses only those to its right: {@code benchmark},
 * {@code gate}, {@code reproduce}, {@code report}, {@code run}, {@code trial}, {@code publication},
 * {@code leaderboard}, {@code evidence}, {@code plan}, {@code dataset}, {@code plugin}, {@code
 * suite}, {@code environment}, {@code statistics}.
 */
@NullMarked
package dev.visor.core;

import org.jspecify.annotations.NullMarked;
