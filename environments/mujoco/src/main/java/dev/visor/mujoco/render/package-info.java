/**
 * Draws MuJoCo scenes into arrays of bytes: a ray caster in plain Java for the six primitive shapes
 * and for tendons.
 *
 * <p>A {@link dev.visor.mujoco.render.Scene} says what does not move, a {@link
 * dev.visor.mujoco.render.Pose} where everything is in one frame, and a {@link
 * dev.visor.mujoco.render.RayCaster} draws the second over the first. The same scene and pose give
 * the same bytes on every JVM and every processor.
 *
 * <p>This package knows nothing of MuJoCo's library, of files or of any other package: it may use
 * the JDK and JSpecify only.
 */
@NullMarked
package dev.visor.mujoco.render;

import org.jspecify.annotations.NullMarked;
