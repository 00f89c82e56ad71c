/** What the wrapper promises: mostly that no caller can crash or hang the JVM. */
@NullMarked
package dev.visor.mujoco;

import org.jspecify.annotations.NullMarked;
