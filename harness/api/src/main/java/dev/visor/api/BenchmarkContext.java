package dev.visor.api;

import java.nio.file.Path;

/** Everything a benchmark is given. */
public interface BenchmarkContext {
  /** Named random streams, the same in every run and for every variant. */
  RandomStreams random();

  /** Processor threads that the work may use, 1 or more; native libraries are set to it already. */
  int threads();

  /** An empty folder for files that the work needs; it is deleted with them afterwards. */
  Path folder();
}
