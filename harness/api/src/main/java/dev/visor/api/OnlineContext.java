package dev.visor.api;

/** Everything an online trainer is given. No dataset is among it. */
public interface OnlineContext {
  /**
   * The environment to learn in; the same object at every call, and the host's to close. Its steps
   * are counted and published. It offers no {@link PhysicsAccess}.
   *
   * <p>In a training that is taken up again it stands where it stood, in the middle of the same
   * episode. {@link Environment#step} throws {@link IllegalStateException} once the budget is
   * spent.
   */
  Environment environment();

  /** Task and shapes: {@link #environment}'s own. */
  EnvironmentSpec spec();

  /** Control steps that the training may take in the environment; 1 or more. */
  long budget();

  /**
   * Control steps taken so far, in this process and before it. An action counts as often as it was
   * repeated; resets are free.
   */
  long environmentSteps();

  /**
   * The trial's id. It names algorithm, task, budget and seed, and ends in a part of the SHA-256 of
   * everything that decides the trial.
   */
  String trial();

  /**
   * The trial's resolved parameters.
   *
   * @param type the record of {@link AlgorithmDescriptor#parameters()}
   */
  <P extends Record> P parameters(Class<P> type);

  /** The trial's named random streams. */
  RandomStreams random();

  /** Where losses and the like are recorded, by {@link #environmentSteps}. */
  Scalars scalars();

  /** Asks whether to stop early. */
  Cancellation cancellation();

  /** Processor threads the trial may use; 1 unless the suite says more. */
  int threads();
}
