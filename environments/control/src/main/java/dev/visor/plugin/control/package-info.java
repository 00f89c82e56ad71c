/**
 * Control tasks after the DeepMind Control Suite: models of our own, written from its figures, with
 * its rewards, resets and order of computation.
 *
 * <p>One file holds one domain: its tasks, how an episode starts, what is observed and what earns
 * reward. {@link dev.visor.plugin.control.Tolerance} is the vocabulary that rewards are written in;
 * {@code dev.visor.mujoco.task} runs the tasks. The package uses the API, the physics and that, and
 * loads nothing native before a task is opened.
 */
@NullMarked
package dev.visor.plugin.control;

import org.jspecify.annotations.NullMarked;
