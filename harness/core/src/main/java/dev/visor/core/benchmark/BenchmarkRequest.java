package dev.visor.core.benchmark;

import dev.visor.core.VisorException;
import dev.visor.core.trial.Processors;
import java.util.List;

/**
 * What to time.
 *
 * @param benchmark its name
 * @param variants of it, by their names; none for all
 * @param threads numbers of threads, each 1 or more
 * @param steps that are counted, of each side; 1 or more
 * @param scripts whether to time the script beside it, if the benchmark has one
 * @param python the interpreter that runs it: a path, or a name on the search path
 */
public record BenchmarkRequest(
    String benchmark,
    List<String> variants,
    List<Integer> threads,
    int steps,
    boolean scripts,
    String python) {

  /**
   * @throws VisorException with exit code 2 if a number cannot be followed
   */
  public BenchmarkRequest {
    variants = List.copyOf(variants);
    threads = List.copyOf(threads);
    int processors = Processors.count();
    for (int count : threads) {
      if (count < 1 || count > processors) {
        throw VisorException.usage(
            count + " threads, and this process may use " + processors + " processors",
            "--threads",
            "give numbers from 1 to " + processors);
      }
    }
    if (threads.isEmpty()) {
      throw VisorException.usage("no number of threads", "--threads", "give one, such as 1");
    }
    if (steps < 1) {
      throw VisorException.usage(steps + " steps", "--steps", "give 1 or more");
    }
  }
}
