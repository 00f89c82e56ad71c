package dev.visor.api;

import java.io.IOException;
import java.util.Optional;

/** The work of a benchmark, ready to be done again and again. For use by one thread. */
public interface Workload extends AutoCloseable {
  /**
   * Does one step: what is timed. A step of training changes the weights, as it does in a training.
   *
   * @return the loss that the step computed, before its update; NaN where there is none
   */
  double step();

  /**
   * Writes what a {@linkplain BenchmarkDescriptor.Script script} needs to do the same work: sizes,
   * inputs and first weights. Called once, before the first step, and only if the descriptor names
   * a script.
   *
   * @throws IOException if they cannot be written
   */
  default void export(BenchmarkInputs inputs) throws IOException {}

  /**
   * The yardstick in this process; there if the descriptor names a {@linkplain
   * BenchmarkDescriptor.Reference reference}. The same object at every call; it ends with this one.
   */
  default Optional<Workload> reference() {
    return Optional.empty();
  }

  /** Frees what the work holds. Closing twice does nothing more. */
  @Override
  default void close() {}
}
