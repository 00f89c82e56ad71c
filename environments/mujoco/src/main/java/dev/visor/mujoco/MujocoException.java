package dev.visor.mujoco;

import org.jspecify.annotations.Nullable;

/**
 * MuJoCo objected: to a model, to a name, or to a state that it cannot simulate any further. After
 * one of these every object is still usable; a {@link Simulation} perhaps only after {@link
 * Simulation#reset()}, which the message then says.
 */
public final class MujocoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;

  MujocoException(String message) {
    this(message, 0, null);
  }

  MujocoException(String message, int line, @Nullable Throwable cause) {
    super(message, cause);
    this.line = line;
  }

  /** The line of the MJCF text that is wrong, from 1; 0 if the error belongs to no line. */
  public int line() {
    return line;
  }
}
