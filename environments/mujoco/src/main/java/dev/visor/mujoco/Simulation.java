package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import dev.visor.mujoco.preset.MuJoCo.mjModel;
import dev.visor.mujoco.render.Pose;
import java.nio.DoubleBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One state of a {@link Model} that can be stepped.
 *
 * <p>What follows from positions and velocities (places of bodies and geoms, sensors, contacts) is
 * what MuJoCo last computed: {@link #forward()} and {@link #step1()} bring it up to date, while
 * {@link #step()} leaves it as it was before its last move.
 *
 * <p><b>When the physics fails.</b> MuJoCo answers a state that it cannot simulate by a warning and
 * goes on: it puts the model back to its start, ignores contacts or zeroes the controls. Here each
 * of these is a {@link MujocoException}, and so is a position or velocity beyond 1e10. After one of
 * them nothing can be stepped until {@link #reset()}; reading stays possible.
 *
 * <p><b>Threads.</b> A simulation is made for one thread at a time. Its methods exclude each other
 * all the same: used by two threads at once, or closed by one while another steps, its numbers are
 * of no use, but no memory is read after it was freed.
 */
public final class Simulation implements AutoCloseable {
  private static final double LIMIT = 1e10;

  private final Model model;
  private final NativeModel owned;
  private final mjModel pointer;
  private @Nullable State state;
  private @Nullable String failure;
  private boolean unwound;

  Simulation(Model model, NativeModel owned) {
    this.model = model;
    this.owned = owned;
    this.pointer = owned.pointer();
    this.state = allocate();
  }

  /** Puts everything back to the model's initial configuration, time 0. */
  public synchronized void reset() {
    State current = open();
    if (unwound) {
      // The error left MuJoCo's own stack inside the data as it was: use other data.
      state = allocate();
      current.free();
      unwound = false;
    } else {
      call(Call.RESET);
    }
    failure = null;
  }

  /** Computes what follows from positions, velocities and controls, without advancing time. */
  public synchronized void forward() {
    advance(Call.FORWARD);
  }

  /** Advances by one time step. */
  public synchronized void step() {
    advance(Call.STEP);
    checkSize();
  }

  /**
   * Advances by some time steps with the same controls.
   *
   * @param count how many, at least 0
   */
  public synchronized void step(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("Cannot advance by " + count + " steps");
    }
    for (int i = 0; i < count; i++) {
      advance(Call.STEP);
    }
    checkSize();
  }

  /** The first half of a step: what follows from positions and velocities. Controls come next. */
  public synchronized void step1() {
    advance(Call.STEP1);
  }

  /** The second half: forces, then positions and velocities one time step later. */
  public synchronized void step2() {
    advance(Call.STEP2);
    checkSize();
  }

  /** Simulated seconds. */
  public synchronized double time() {
    return open().data().time();
  }

  /** Sets the clock, in seconds. */
  public synchronized void time(double seconds) {
    open().data().time(finite(seconds, "time"));
  }

  /** A generalised position, in metres or radians or part of a quaternion. */
  public synchronized double position(int index) {
    return open().positions().get(checkPosition(index));
  }

  /** Sets a generalised position; see {@link #forward()}. */
  public synchronized void position(int index, double value) {
    open().positions().put(checkPosition(index), finite(value, "position"));
  }

  /** A generalised velocity, per second. */
  public synchronized double velocity(int index) {
    return open().velocities().get(checkVelocity(index));
  }

  /** Sets a generalised velocity; see {@link #forward()}. */
  public synchronized void velocity(int index, double value) {
    open().velocities().put(checkVelocity(index), finite(value, "velocity"));
  }

  /** The control of an actuator. */
  public synchronized double control(int actuator) {
    return open().controls().get(model.checkActuator(actuator));
  }

  /** Sets the control of an actuator, for all steps until it is set again. */
  public synchronized void control(int actuator, double value) {
    open().controls().put(model.checkActuator(actuator), finite(value, "control"));
  }

  /** Copies out all generalised positions. */
  public synchronized void positions(double[] target) {
    open().positions().get(0, sized(target, model.positions(), "positions"));
  }

  /** Copies out all generalised velocities. */
  public synchronized void velocities(double[] target) {
    open().velocities().get(0, sized(target, model.velocities(), "velocities"));
  }

  /**
   * Sets all positions and velocities; see {@link #forward()}. The solver's memory of the last step
   * stays, so for a run that repeats bit for bit call {@link #reset()} before.
   */
  public synchronized void place(double[] positions, double[] velocities) {
    State current = open();
    sized(positions, model.positions(), "positions");
    sized(velocities, model.velocities(), "velocities");
    for (double value : positions) {
      finite(value, "position");
    }
    for (double value : velocities) {
      finite(value, "velocity");
    }
    current.positions().put(0, positions);
    current.velocities().put(0, velocities);
  }

  /**
   * Moves a mocap body, which no force moves: a hand that guides a robot, a marker. It stays there
   * until it is moved again or {@link #reset()}; see {@link #forward()}.
   *
   * @param x metres in the world
   * @param y the same along y
   * @param z the same along z
   * @throws IllegalArgumentException if the body is no mocap body or a coordinate is not finite
   */
  public synchronized void placeBody(int body, double x, double y, double z) {
    DoubleBuffer positions = open().mocapPositions();
    int start = 3 * model.mocap(body);
    finite(x, "position");
    finite(y, "position");
    finite(z, "position");
    positions.put(start, x).put(start + 1, y).put(start + 2, z);
  }

  /**
   * Turns a mocap body, likewise.
   *
   * @param w the real part of its orientation, a quaternion of any length above 0
   * @param x the part along x
   * @param y the part along y
   * @param z the part along z
   * @throws IllegalArgumentException if the body is no mocap body or a part is not finite
   */
  public synchronized void turnBody(int body, double w, double x, double y, double z) {
    DoubleBuffer rotations = open().mocapRotations();
    int start = 4 * model.mocap(body);
    finite(w, "quaternion");
    finite(x, "quaternion");
    finite(y, "quaternion");
    finite(z, "quaternion");
    rotations.put(start, w).put(start + 1, x).put(start + 2, y).put(start + 3, z);
  }

  /**
   * Where the origin of a body is in the world, in metres.
   *
   * @param axis 0 to 2 for x, y, z
   */
  public synchronized double bodyPosition(int body, int axis) {
    return open().bodyPositions().get(3 * model.checkBody(body) + below(axis, 3, "axis"));
  }

  /** An entry of a body's rotation matrix, whose columns are the body's axes in the world. */
  public synchronized double bodyRotation(int body, int row, int column) {
    int entry = 3 * below(row, 3, "row") + below(column, 3, "column");
    return open().bodyRotations().get(9 * model.checkBody(body) + entry);
  }

  /**
   * Where the centre of a geom is in the world, in metres.
   *
   * @param axis 0 to 2 for x, y, z
   */
  public synchronized double geomPosition(int geom, int axis) {
    return open().geomPositions().get(3 * model.checkGeom(geom) + below(axis, 3, "axis"));
  }

  /** A number that a sensor measured. */
  public synchronized double sensor(int sensor, int component) {
    return open().sensors().get(model.sensorAddress(sensor, component));
  }

  /** How many contacts there are. */
  public synchronized int contacts() {
    return open().data().ncon();
  }

  /** Whether a failure waits for {@link #reset()}. */
  public synchronized boolean failed() {
    open();
    return failure != null;
  }

  /**
   * Copies out where geoms, tendons, cameras and lights are.
   *
   * @param target a pose of this model's {@link Model#scene()}
   * @throws IllegalArgumentException if it is of another scene
   */
  public synchronized void pose(Pose target) {
    State current = open();
    copy(current.geomPositions(), target.geomPositions());
    copy(current.geomRotations(), target.geomRotations());
    model.tendonPieces().copyEnds(current.sitePositions(), target.cordEnds());
    copy(current.cameraPositions(), target.cameraPositions());
    copy(current.cameraRotations(), target.cameraRotations());
    copy(current.lightPositions(), target.lightPositions());
    copy(current.lightDirections(), target.lightDirections());
  }

  /** Frees the memory. Closing twice is fine; everything else then throws. */
  @Override
  public synchronized void close() {
    if (state != null) {
      state.free();
      state = null;
      owned.release();
    }
  }

  private enum Call {
    RESET,
    FORWARD,
    STEP,
    STEP1,
    STEP2
  }

  private void advance(Call call) {
    State current = open();
    if (failure != null) {
      throw new MujocoException("The simulation has failed and needs a reset() first: " + failure);
    }
    double time = current.data().time();
    call(call);
    for (int warning = 0; warning < State.WARNINGS; warning++) {
      if (current.warned(warning) != 0) {
        throw fail(time, Warnings.explain(model, warning, current.warnedAbout(warning)));
      }
    }
  }

  private void call(Call call) {
    State current = open();
    try {
      switch (call) {
        case RESET -> MuJoCo.mj_resetData(pointer, current.data());
        case FORWARD -> MuJoCo.mj_forward(pointer, current.data());
        case STEP -> MuJoCo.mj_step(pointer, current.data());
        case STEP1 -> MuJoCo.mj_step1(pointer, current.data());
        case STEP2 -> MuJoCo.mj_step2(pointer, current.data());
      }
    } catch (RuntimeException e) {
      unwound = true;
      failure = "MuJoCo stopped: " + e.getMessage();
      throw new MujocoException(failure + "; reset() makes the simulation usable again", 0, e);
    }
  }

  /** MuJoCo looks at positions and velocities before it steps; at the last ones nobody would. */
  private void checkSize() {
    State current = open();
    int position = beyond(current.positions());
    if (position >= 0) {
      throw fail(current.data().time(), Warnings.position(model, position));
    }
    int velocity = beyond(current.velocities());
    if (velocity >= 0) {
      throw fail(current.data().time(), Warnings.velocity(model, velocity));
    }
  }

  private MujocoException fail(double time, String what) {
    failure = what + " at " + time + " s";
    return new MujocoException(
        "The physics failed: " + failure + "; reset() makes the simulation usable again");
  }

  private State allocate() {
    try {
      return State.allocate(pointer);
    } catch (RuntimeException e) {
      throw new MujocoException(
          "MuJoCo cannot make the simulation's data: " + e.getMessage(), 0, e);
    }
  }

  private State open() {
    if (state == null) {
      throw new IllegalStateException("This simulation is closed");
    }
    return state;
  }

  private int checkPosition(int index) {
    return below(index, model.positions(), "position");
  }

  private int checkVelocity(int index) {
    return below(index, model.velocities(), "velocity");
  }

  private static int beyond(DoubleBuffer values) {
    for (int i = 0; i < values.capacity(); i++) {
      double value = values.get(i);
      if (!(value <= LIMIT && value >= -LIMIT)) {
        return i;
      }
    }
    return -1;
  }

  private static int below(int index, int count, String what) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          what + " " + index + ": there are " + count + ", counted from 0");
    }
    return index;
  }

  private static double finite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A " + what + " must be a finite number, not " + value);
    }
    return value;
  }

  private static double[] sized(double[] array, int length, String what) {
    if (array.length != length) {
      throw new IllegalArgumentException(
          "The model has " + length + " " + what + ", the array has length " + array.length);
    }
    return array;
  }

  private static void copy(DoubleBuffer source, double[] target) {
    if (source.capacity() != target.length) {
      throw new IllegalArgumentException("The pose belongs to a scene of another model");
    }
    source.get(0, target);
  }
}
