package dev.visor.api;

/**
 * A dataset as a trainer sees it: episodes of T + 1 observations and T actions that may be larger
 * than memory. Reading copies into the caller's arrays and allocates nothing. Safe for use by
 * several threads.
 */
public interface DatasetView {
  /** The shape of an observation. */
  ObservationSpec observation();

  /** Length of an action. */
  int actionSize();

  /** Number of episodes, 1 or more. */
  int episodes();

  /** T of an episode: the number of its actions, 1 or more. */
  int length(int episode);

  /** Number of actions of all episodes together. */
  long transitions();

  /** Whether the last step of an episode ended the task itself. */
  boolean terminated(int episode);

  /**
   * Copies pictures {@code from} to {@code from + count − 1} of an episode, of which there are T +
   * 1.
   *
   * @param target receives count × {@link ObservationSpec#imageBytes()} unsigned bytes at offset
   */
  void images(int episode, int from, int count, byte[] target, int offset);

  /** Copies state observations; like {@link #images}, in values rather than bytes. */
  void proprio(int episode, int from, int count, float[] target, int offset);

  /** Copies actions {@code from} to {@code from + count − 1} of T. */
  void actions(int episode, int from, int count, float[] target, int offset);

  /** Copies rewards {@code from} to {@code from + count − 1} of T. */
  void rewards(int episode, int from, int count, float[] target, int offset);
}
