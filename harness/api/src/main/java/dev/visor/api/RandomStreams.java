package dev.visor.api;

/**
 * Named sources of random numbers. Each stream depends on the root and on its own name alone: a new
 * stream, or more draws from one, shifts no other.
 */
public interface RandomStreams {
  /**
   * The stream of a name. Asking again gives the same stream, where it now stands.
   *
   * @param name such as {@code init}, {@code batch}, {@code noise}
   */
  RandomStream stream(String name);
}
