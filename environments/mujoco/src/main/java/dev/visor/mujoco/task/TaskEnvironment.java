package dev.visor.mujoco.task;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStream;
import dev.visor.api.TimeStep;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.util.List;

/**
 * Runs any {@link SimulatedTask}.
 *
 * <p>Three clocks run at once. The agent chooses an action once a decision; it is held for {@code
 * actionRepeat} control steps, whose rewards are summed; each of them is several steps of physics.
 * A picture is drawn once a decision, after its last control step. The horizon, counted in control
 * steps, truncates an episode; a task may end it earlier.
 */
public sealed class TaskEnvironment implements Environment, PhysicsAccess permits GoalEnvironment {
  private enum Phase {
    NOT_STARTED("there is no episode yet: call reset first"),
    RUNNING(""),
    OVER("the episode is over: call reset to begin another"),
    CLOSED("the environment is closed");

    private final String obstacle;

    Phase(String obstacle) {
      this.obstacle = obstacle;
    }
  }

  private final EnvironmentSpec spec;
  private final Stepping stepping;
  private final Model model;
  private final Simulation simulation;
  private final TaskRules rules;
  private final Pictures pictures;
  private Phase phase = Phase.NOT_STARTED;
  private int controlSteps;

  /** Owns the model and the simulation. */
  TaskEnvironment(
      EnvironmentSpec spec,
      Stepping stepping,
      Model model,
      Simulation simulation,
      TaskRules rules) {
    this.spec = spec;
    this.stepping = stepping;
    this.model = model;
    this.simulation = simulation;
    this.rules = rules;
    this.pictures = new Pictures(spec.task(), model, simulation, spec.observation());
    simulation.forward();
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(long seed) {
    requireOpen();
    simulation.reset();
    rules.start(RandomStream.of("reset", Long.toString(seed)));
    return begin();
  }

  @Override
  public TimeStep place(double[] positions, double[] velocities) {
    requireOpen();
    requireFinite("positions", positions, model.positions());
    requireFinite("velocities", velocities, model.velocities());
    simulation.reset();
    simulation.place(positions, velocities);
    rules.resume();
    TimeStep first = begin();
    // MuJoCo scales every quaternion to length 1, even one that has it, which may cost a last
    // digit.
    simulation.place(positions, velocities);
    return first;
  }

  private TimeStep begin() {
    simulation.forward();
    controlSteps = 0;
    phase = Phase.RUNNING;
    return new TimeStep(observe(), 0, false, false);
  }

  @Override
  public TimeStep step(float[] action) {
    double[] values = new double[action.length];
    for (int i = 0; i < action.length; i++) {
      values[i] = action[i];
    }
    requireRunning();
    requireAction(values);
    double reward = 0;
    for (int i = 0; i < spec.task().actionRepeat() && running(); i++) {
      reward += advance(values);
    }
    boolean terminated = rules.ended();
    return new TimeStep(observe(), reward, terminated, phase == Phase.OVER && !terminated);
  }

  @Override
  public double controlStep(double[] action) {
    requireRunning();
    requireAction(action);
    return advance(action);
  }

  private double advance(double[] action) {
    // Should the physics diverge, this episode has no future.
    phase = Phase.OVER;
    double[] clipped = new double[action.length];
    for (int i = 0; i < action.length; i++) {
      clipped[i] = Math.max(-1, Math.min(1, action[i]));
    }
    double[] controls = rules.act(clipped);
    for (int i = 0; i < controls.length; i++) {
      simulation.control(i, controls[i]);
    }
    stepping.advance(simulation);
    controlSteps++;
    double reward = rules.reward();
    if (controlSteps < spec.task().horizon() && !rules.ended()) {
      phase = Phase.RUNNING;
    }
    return reward;
  }

  private Observation observe() {
    return new Observation(
        pictures.seen(), spec.observation().proprio() == 0 ? new float[0] : proprio());
  }

  @Override
  public float[] proprio() {
    requireOpen();
    float[] values = new float[spec.task().proprioception().size()];
    rules.observe(values);
    return values;
  }

  @Override
  public float[] state() {
    requireOpen();
    float[] values = new float[spec.task().state().size()];
    rules.tell(values);
    return values;
  }

  @Override
  public double[] positions() {
    requireOpen();
    double[] positions = new double[model.positions()];
    simulation.positions(positions);
    return positions;
  }

  @Override
  public double[] velocities() {
    requireOpen();
    double[] velocities = new double[model.velocities()];
    simulation.velocities(velocities);
    return velocities;
  }

  @Override
  public List<String> cameras() {
    requireOpen();
    return pictures.cameras();
  }

  @Override
  public byte[] render(String camera, int height, int width) {
    requireOpen();
    return pictures.of(camera, height, width);
  }

  @Override
  public void close() {
    if (phase != Phase.CLOSED) {
      phase = Phase.CLOSED;
      simulation.close();
      model.close();
    }
  }

  /** Whether an episode has begun and goes on. */
  public boolean running() {
    return phase == Phase.RUNNING;
  }

  void requireOpen() {
    if (phase == Phase.CLOSED) {
      throw new IllegalStateException(spec.task().id() + ": " + phase.obstacle);
    }
  }

  private void requireRunning() {
    if (phase != Phase.RUNNING) {
      throw new IllegalStateException(spec.task().id() + ": " + phase.obstacle);
    }
  }

  private void requireAction(double[] action) {
    if (action.length != spec.actionSize()) {
      throw new IllegalArgumentException(
          "%s takes actions of %d values, not %d"
              .formatted(spec.task().id(), spec.actionSize(), action.length));
    }
    for (int i = 0; i < action.length; i++) {
      if (!Double.isFinite(action[i])) {
        throw new IllegalArgumentException(
            spec.task().id() + ": action " + spec.task().actions().get(i) + " is " + action[i]);
      }
    }
  }

  private void requireFinite(String what, double[] values, int size) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "%s has %d %s, not %d".formatted(spec.task().id(), size, what, values.length));
    }
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s: %s %d is %s".formatted(spec.task().id(), what, i, values[i]));
      }
    }
  }
}
