package dev.visor.core.trial;

import dev.visor.api.Algorithm;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.SuccessSignal;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TimeStep;

/**
 * An environment whose agent is told the whole state of the task, in the place of what it would
 * feel.
 */
class StateEnvironment implements Environment {
  private final Environment environment;
  private final PhysicsAccess physics;
  private final EnvironmentSpec spec;

  private StateEnvironment(Environment environment, PhysicsAccess physics, EnvironmentSpec spec) {
    this.environment = environment;
    this.physics = physics;
    this.spec = spec;
  }

  /**
   * Opens a task as the agents of an algorithm see it.
   *
   * @param seen by agents that are not told the whole state
   * @throws IllegalStateException if the algorithm asks for a state that the environment keeps
   */
  static Environment open(
      EnvironmentCatalogue environments,
      TaskDescriptor task,
      ObservationSpec seen,
      Algorithm algorithm) {
    Environment opened = environments.open(task.id(), seen);
    if (!algorithm.describe().wholeState()) {
      return opened;
    }
    if (!(opened instanceof PhysicsAccess physics)) {
      opened.close();
      throw new IllegalStateException(
          algorithm.describe().id()
              + " asks for the whole state of "
              + task.id()
              + ", and this environment does not give it: it is no PhysicsAccess");
    }
    ObservationSpec whole = new ObservationSpec(seen.height(), seen.width(), task.state().size());
    EnvironmentSpec spec = new EnvironmentSpec(task, whole);
    return opened instanceof SuccessSignal signal
        ? new Solvable(opened, physics, spec, signal)
        : new StateEnvironment(opened, physics, spec);
  }

  /** One of a task that says when it is solved. */
  private static final class Solvable extends StateEnvironment implements SuccessSignal {
    private final SuccessSignal signal;

    Solvable(
        Environment environment,
        PhysicsAccess physics,
        EnvironmentSpec spec,
        SuccessSignal signal) {
      super(environment, physics, spec);
      this.signal = signal;
    }

    @Override
    public boolean succeeded() {
      return signal.succeeded();
    }
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(long seed) {
    return told(environment.reset(seed));
  }

  @Override
  public TimeStep step(float[] action) {
    return told(environment.step(action));
  }

  private TimeStep told(TimeStep step) {
    return new TimeStep(
        new Observation(step.observation().image(), physics.state()),
        step.reward(),
        step.terminated(),
        step.truncated());
  }

  @Override
  public void close() {
    environment.close();
  }
}
