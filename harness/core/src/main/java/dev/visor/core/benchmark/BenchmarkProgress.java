package dev.visor.core.benchmark;

/** Hears how far a benchmark is. Called by the thread that runs it. */
public interface BenchmarkProgress {
  /**
   * Something begins that may take a while.
   *
   * @param what in a few words
   */
  void phase(String what);

  /**
   * Steps are counted.
   *
   * @param done of each side so far
   * @param of how many there will be
   */
  void steps(int done, int of);

  /** A row is complete. */
  void row(BenchmarkRow row);
}
