/**
 * What people look at: a page that tells a run, films of its episodes, and event files for
 * TensorBoard. Nothing here computes a score. Uses {@code leaderboard}, {@code evidence}, {@code
 * plan} and {@code suite}, and for films {@code plugin}.
 */
@NullMarked
package dev.visor.core.report;

import org.jspecify.annotations.NullMarked;
