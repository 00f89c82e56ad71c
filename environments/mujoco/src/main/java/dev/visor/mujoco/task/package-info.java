/**
 * Tasks on MuJoCo: what a plugin that brings some has to write, and what runs them.
 *
 * <p>A task is a {@link dev.visor.mujoco.task.SimulatedTask}: its description, a {@link
 * dev.visor.mujoco.task.ModelText}, a {@link dev.visor.mujoco.task.Stepping} and its {@link
 * dev.visor.mujoco.task.TaskRules}, which are all that is its own. {@link
 * dev.visor.mujoco.task.TaskEnvironment} does the rest: it counts steps, checks what it is given,
 * holds actions, draws pictures. {@link dev.visor.mujoco.task.TaskList} finds a plugin's tasks.
 *
 * <p>Nothing native is loaded before a task is opened. Still a process that trains offline has none
 * of these classes, so a plugin that brings tasks brings no algorithm beside them.
 *
 * <p>This package may use the API, {@code dev.visor.mujoco} and {@code dev.visor.mujoco.render};
 * neither of the latter knows it.
 */
@NullMarked
package dev.visor.mujoco.task;

import org.jspecify.annotations.NullMarked;
