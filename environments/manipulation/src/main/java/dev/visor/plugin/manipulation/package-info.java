/**
 * Manipulation tasks of robot hands and arms: models of our own, written from the figures of the
 * originals, with their rewards, resets and control laws.
 *
 * <p>One file holds the rules of one task or of variants that differ in a number; what tasks of one
 * robot share has the robot's name. {@code dev.visor.mujoco.task} runs them. The package uses the
 * API, the physics and that, and loads nothing native before a task is opened.
 */
@NullMarked
package dev.visor.plugin.manipulation;

import org.jspecify.annotations.NullMarked;
