/**
 * One trial: what is done in its processes, and the processes themselves.
 *
 * <p>A trial has two phases, and a JVM of its own for each. {@code train} sees a dataset and no
 * environment; it leaves policy files. {@code evaluate} sees the environment and no dataset; it
 * reads the policies back and leaves what happened in each episode. {@link
 * dev.visor.core.trial.TrialMain} is the child's main class, {@link
 * dev.visor.core.trial.ForkedPhase} the parent's end of it, {@link dev.visor.core.trial.JarStore}
 * what both run from.
 *
 * <p>Nothing here knows of the other trials of a run. Uses {@code evidence}, {@code plan}, {@code
 * suite}, {@code dataset} and {@code plugin}.
 */
@NullMarked
package dev.visor.core.trial;

import org.jspecify.annotations.NullMarked;
