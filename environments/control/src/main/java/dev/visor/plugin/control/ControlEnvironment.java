package dev.visor.plugin.control;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStream;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TimeStep;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.render.Pose;
import dev.visor.mujoco.render.RayCaster;
import java.util.List;

/**
 * Runs any task of this plugin.
 *
 * <p>Three clocks run at once. The agent chooses an action once a decision; it is held for {@code
 * actionRepeat} control steps, whose rewards are summed; each of them is several steps of physics.
 * A picture is drawn once a decision, after its last control step. Only the horizon, counted in
 * control steps, ends an episode.
 */
final class ControlEnvironment implements Environment, PhysicsAccess {
  /** Smallest and largest edge of a picture, in pixels. */
  private static final int MIN_EDGE = 16;

  private static final int MAX_EDGE = 2048;

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

  private final ControlTask task;
  private final EnvironmentSpec spec;
  private final Model model;
  private final Simulation simulation;
  private final Rules rules;
  private final Pose pose;
  private final RayCaster eye;
  private final int camera;
  private RayCaster onlooker;
  private int onlookerHeight;
  private int onlookerWidth;
  private Phase phase = Phase.NOT_STARTED;
  private int controlSteps;

  ControlEnvironment(ControlTask task, ObservationSpec observation) {
    requireVisible(task.descriptor(), observation);
    this.task = task;
    this.spec = new EnvironmentSpec(task.descriptor(), observation);
    this.model = Model.parse(task.mjcf());
    this.simulation = model.simulate();
    this.rules = task.rules().apply(model, simulation);
    this.pose = new Pose(model.scene());
    this.eye = new RayCaster(model.scene(), observation.height(), observation.width());
    this.camera = model.camera(task.descriptor().camera());
    this.onlooker = eye;
    this.onlookerHeight = observation.height();
    this.onlookerWidth = observation.width();
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
    for (int i = 0; i < spec.task().actionRepeat() && phase == Phase.RUNNING; i++) {
      reward += advance(values);
    }
    return new TimeStep(observe(), reward, false, phase == Phase.OVER);
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
    for (int i = 0; i < action.length; i++) {
      simulation.control(i, Math.max(-1, Math.min(1, action[i])));
    }
    task.stepping().advance(simulation);
    controlSteps++;
    if (controlSteps < spec.task().horizon()) {
      phase = Phase.RUNNING;
    }
    return rules.reward();
  }

  private Observation observe() {
    byte[] image = new byte[spec.observation().imageBytes()];
    simulation.pose(pose);
    eye.draw(pose, camera, image, 0);
    return new Observation(image, spec.observation().proprio() == 0 ? new float[0] : proprio());
  }

  @Override
  public float[] proprio() {
    requireOpen();
    float[] values = new float[spec.task().proprioception().size()];
    rules.observe(values);
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
    return model.cameras();
  }

  @Override
  public byte[] render(String name, int height, int width) {
    requireOpen();
    int index = model.cameras().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          spec.task().id() + " has no camera '" + name + "'; it has " + model.cameras());
    }
    requireEdges(spec.task(), height, width);
    byte[] image = new byte[height * width * ObservationSpec.CHANNELS];
    simulation.pose(pose);
    caster(height, width).draw(pose, index, image, 0);
    return image;
  }

  /** The last one again if the size is the same: videos ask for one size many times. */
  private RayCaster caster(int height, int width) {
    if (height != onlookerHeight || width != onlookerWidth) {
      onlooker = new RayCaster(model.scene(), height, width);
      onlookerHeight = height;
      onlookerWidth = width;
    }
    return onlooker;
  }

  @Override
  public void close() {
    if (phase != Phase.CLOSED) {
      phase = Phase.CLOSED;
      simulation.close();
      model.close();
    }
  }

  private static void requireVisible(TaskDescriptor task, ObservationSpec observation) {
    requireEdges(task, observation.height(), observation.width());
    int values = task.proprioception().size();
    if (observation.proprio() != 0 && observation.proprio() != values) {
      throw new IllegalArgumentException(
          task.id()
              + " has "
              + values
              + " proprioceptive values; an observation holds all of them or none, not "
              + observation.proprio());
    }
  }

  private static void requireEdges(TaskDescriptor task, int height, int width) {
    if (Math.min(height, width) < MIN_EDGE || Math.max(height, width) > MAX_EDGE) {
      throw new IllegalArgumentException(
          task.id()
              + " cannot be drawn with "
              + height
              + " × "
              + width
              + " pixels; each edge has "
              + MIN_EDGE
              + " to "
              + MAX_EDGE);
    }
  }

  private void requireOpen() {
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
          spec.task().id()
              + " takes actions of "
              + spec.actionSize()
              + " values, not "
              + action.length);
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
          spec.task().id() + " has " + size + " " + what + ", not " + values.length);
    }
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            spec.task().id() + ": " + what + " " + i + " is " + values[i]);
      }
    }
  }
}
