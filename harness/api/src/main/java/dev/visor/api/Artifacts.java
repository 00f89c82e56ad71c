package dev.visor.api;

/**
 * Takes files that training leaves beside its policies, such as pictures, for people to look at.
 * Nothing is computed from them.
 */
@FunctionalInterface
public interface Artifacts {
  /** Takes nothing. */
  Artifacts NONE = (name, content) -> {};

  /**
   * Leaves a file. One of the same name is replaced.
   *
   * @param name a plain file name of lower-case letters, digits, dots, hyphens and underscores,
   *     such as {@code open-loop.png}
   * @param content all of its bytes
   */
  void write(String name, byte[] content);
}
