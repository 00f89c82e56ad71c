package dev.visor.core.benchmark;

import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import java.util.HashMap;
import java.util.Map;

/**
 * The random streams of a benchmark. They depend on its name alone, so that its variants work on
 * the same numbers. For use by one thread.
 */
final class BenchmarkStreams implements RandomStreams {
  private final String benchmark;
  private final Map<String, RandomStream> streams = new HashMap<>();

  BenchmarkStreams(String benchmark) {
    this.benchmark = benchmark;
  }

  @Override
  public RandomStream stream(String name) {
    return streams.computeIfAbsent(name, unused -> RandomStream.of("benchmark", benchmark, name));
  }
}
