package dev.visor.core.dataset;

/** Hears how far a build is. Called by the thread that builds. */
@FunctionalInterface
public interface BuildProgress {
  /** Does not listen. */
  BuildProgress NONE = (done, of) -> {};

  /**
   * Episodes are written. The first call says how many an interrupted build had left.
   *
   * @param done how many so far
   * @param of how many there will be
   */
  void episodes(int done, int of);

  /** Another process is building the same dataset; this one waits for it. Called at most once. */
  default void waiting() {}
}
