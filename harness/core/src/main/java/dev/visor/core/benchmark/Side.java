package dev.visor.core.benchmark;

import java.io.IOException;

/** One of the two that step in turn, or the only one. */
interface Side {
  /** Whom a message names. */
  String name();

  /**
   * Does a step.
   *
   * @throws dev.visor.core.VisorException if its process died or said something else
   */
  Step step() throws IOException, InterruptedException;
}
