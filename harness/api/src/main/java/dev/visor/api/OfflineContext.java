package dev.visor.api;

/** Everything an offline trainer is given. No environment is among it. */
public interface OfflineContext {
  /** The data, already cut to the trial's size. */
  DatasetView dataset();

  /** Task and shapes. */
  EnvironmentSpec spec();

  /**
   * The trial's resolved parameters.
   *
   * @param type the record of {@link AlgorithmDescriptor#parameters()}
   */
  <P extends Record> P parameters(Class<P> type);

  /** The trial's named random streams. */
  RandomStreams random();

  /** Where losses and the like are recorded. */
  Scalars scalars();

  /** Where pictures and the like are left. */
  default Artifacts artifacts() {
    return Artifacts.NONE;
  }

  /** Asks whether to stop early. */
  Cancellation cancellation();

  /**
   * Processor threads the trial may use; 1 unless the suite says more. Native libraries start none
   * by themselves in a trial: share the work among threads of your own ({@code dev.visor.nn.Team}),
   * or tell the library how many it may have.
   */
  int threads();
}
