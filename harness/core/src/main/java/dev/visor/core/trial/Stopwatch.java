package dev.visor.core.trial;

/** Measures what this process spends on a phase, attempts before it included. */
final class Stopwatch {
  private static final double NANOS = 1e9;

  private final ProcessHandle self = ProcessHandle.current();
  private final long begin = System.nanoTime();
  private final double cpuBefore;
  private Usage before = Usage.NONE;

  private Stopwatch(double cpuBefore) {
    this.cpuBefore = cpuBefore;
  }

  /** In a process that does nothing else: its start counts too. */
  static Stopwatch ofProcess() {
    return new Stopwatch(0);
  }

  /** In a process that has done other things before. */
  static Stopwatch fromNow() {
    return new Stopwatch(ProcessStatistics.cpuSeconds(ProcessHandle.current()));
  }

  /** Counts what an earlier, interrupted attempt took. */
  void addBefore(Usage usage) {
    before = before.then(usage);
  }

  Usage usage() {
    return before.then(
        new Usage(
            (System.nanoTime() - begin) / NANOS,
            ProcessStatistics.cpuSeconds(self) - cpuBefore,
            ProcessStatistics.peakBytes(self)));
  }
}
