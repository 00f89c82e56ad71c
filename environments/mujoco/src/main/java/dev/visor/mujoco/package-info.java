/**
 * MuJoCo for Java, with which no caller can crash or hang the JVM.
 *
 * <p>A {@link dev.visor.mujoco.Model} is compiled from MJCF text, a {@link
 * dev.visor.mujoco.Simulation} is one state of it that can be stepped, and {@link
 * dev.visor.mujoco.Mujoco} says whether the native library is there. Everything that can go wrong
 * is an exception: {@link dev.visor.mujoco.MujocoException} for what MuJoCo objects to, {@link
 * java.lang.IllegalStateException} for use after {@code close()}, {@link
 * java.lang.IndexOutOfBoundsException} and {@link java.lang.IllegalArgumentException} for wrong
 * arguments.
 *
 * <p>This package may use {@code dev.visor.mujoco.preset}, JavaCPP and the records of {@code
 * dev.visor.mujoco.render}; native types never appear in its public signatures.
 */
@NullMarked
package dev.visor.mujoco;

import org.jspecify.annotations.NullMarked;
