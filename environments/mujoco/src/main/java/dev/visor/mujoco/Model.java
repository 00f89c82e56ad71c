package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import dev.visor.mujoco.preset.MuJoCo.mjModel;
import dev.visor.mujoco.render.Scene;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * A model that MuJoCo compiled: bodies, joints, geoms, actuators, sensors, cameras, all counted
 * from 0. Any thread may use it, at the same time as others and while simulations of it run.
 *
 * <p>What does not change is copied into Java when the model is made. The rest is behind {@link
 * NativeModel}, which stays alive until the model and all of its simulations are closed: closing
 * the model first is fine.
 */
public final class Model implements AutoCloseable {
  private final NativeModel owned;
  private final Names bodies;
  private final Names joints;
  private final Names geoms;
  private final Names cameras;
  private final Names sensors;
  private final Names actuators;
  private final Joint[] jointDetails;
  private final double[] controlRanges;
  private final int[] sensorAddresses;
  private final int[] sensorSizes;
  private final int[] mocapIndices;
  private final TendonPieces tendonPieces;
  private final int positions;
  private final int velocities;
  private final double mass;
  private final double timestep;
  private boolean closed;

  private Model(NativeModel owned) {
    this.owned = owned;
    mjModel model = owned.pointer();
    bodies = names(model, "body", MuJoCo.mjOBJ_BODY, model.nbody());
    joints = names(model, "joint", MuJoCo.mjOBJ_JOINT, model.njnt());
    geoms = names(model, "geom", MuJoCo.mjOBJ_GEOM, model.ngeom());
    cameras = names(model, "camera", MuJoCo.mjOBJ_CAMERA, model.ncam());
    sensors = names(model, "sensor", MuJoCo.mjOBJ_SENSOR, model.nsensor());
    actuators = names(model, "actuator", MuJoCo.mjOBJ_ACTUATOR, model.nu());
    jointDetails = Joint.all(model);
    controlRanges = controlRanges(model);
    sensorAddresses = integers(model.sensor_adr(), model.nsensor());
    sensorSizes = integers(model.sensor_dim(), model.nsensor());
    mocapIndices = integers(model.body_mocapid(), model.nbody());
    tendonPieces = TendonPieces.of(model);
    positions = model.nq();
    velocities = model.nv();
    mass = model.body_subtreemass().get(0);
    timestep = model.opt().timestep();
    if (!(timestep > 0 && timestep < Double.POSITIVE_INFINITY)) {
      throw new MujocoException("The model's timestep is " + timestep + " s: it must be above 0");
    }
  }

  /**
   * Compiles a model.
   *
   * @param mjcf MJCF text that stands by itself: it may not include or read files
   * @throws MujocoException with the line, if the text is wrong; or if MuJoCo is not {@link
   *     Mujoco#available()}
   */
  public static Model parse(String mjcf) {
    Mjcf.check(Objects.requireNonNull(mjcf, "mjcf"));
    Mujoco.require();
    NativeModel compiled = NativeModel.compile(mjcf);
    try {
      return new Model(compiled);
    } catch (RuntimeException e) {
      compiled.release();
      throw e;
    }
  }

  /** How many generalised positions a state has (MuJoCo's nq). */
  public int positions() {
    return positions;
  }

  /** How many generalised velocities a state has (nv). */
  public int velocities() {
    return velocities;
  }

  /** How many controls there are (nu). */
  public int actuators() {
    return actuators.count();
  }

  /** How many bodies there are; body 0 is the world. */
  public int bodies() {
    return bodies.count();
  }

  /** How many geoms there are. */
  public int geoms() {
    return geoms.count();
  }

  /**
   * The index of a body.
   *
   * @throws MujocoException with the nearest name, if there is none such
   */
  public int body(String name) {
    return bodies.index(name);
  }

  /**
   * The index of a geom.
   *
   * @throws MujocoException with the nearest name, if there is none such
   */
  public int geom(String name) {
    return geoms.index(name);
  }

  /**
   * The index of a joint.
   *
   * @throws MujocoException with the nearest name, if there is none such
   */
  public int joint(String name) {
    return joints.index(name);
  }

  /**
   * The index of a camera.
   *
   * @throws MujocoException with the nearest name, if there is none such
   */
  public int camera(String name) {
    return cameras.index(name);
  }

  /**
   * The index of a sensor.
   *
   * @throws MujocoException with the nearest name, if there is none such
   */
  public int sensor(String name) {
    return sensors.index(name);
  }

  /**
   * The index of an actuator, which is that of its control.
   *
   * @throws MujocoException with the nearest name, if there is none such
   */
  public int actuator(String name) {
    return actuators.index(name);
  }

  /** Names of the cameras in the order of their indices; "" for one without a name. */
  public List<String> cameras() {
    return cameras.all();
  }

  /** Names of the joints in the order of their indices; "" for one without a name. */
  public List<String> joints() {
    return joints.all();
  }

  /** Names of the actuators in the order of their indices; "" for one without a name. */
  public List<String> actuatorNames() {
    return actuators.all();
  }

  /** The mass of all bodies in kg. */
  public double mass() {
    return mass;
  }

  /**
   * The mass of one body in kg, without the bodies that hang on it.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized double bodyMass(int body) {
    return open().body_mass().get(bodies.check(body));
  }

  /** Seconds that one {@link Simulation#step()} advances. */
  public double timestep() {
    return timestep;
  }

  /** How a joint moves. */
  public JointType jointType(int joint) {
    return joint(joint).type();
  }

  /** Whether a joint has limits. */
  public boolean jointLimited(int joint) {
    return joint(joint).limited();
  }

  /** A joint's lower limit in metres or radians; has no meaning if it is not limited. */
  public double jointLow(int joint) {
    return joint(joint).low();
  }

  /** A joint's upper limit in metres or radians; has no meaning if it is not limited. */
  public double jointHigh(int joint) {
    return joint(joint).high();
  }

  /** The index of a joint's first generalised position. */
  public int jointPosition(int joint) {
    return joint(joint).position();
  }

  /** The index of a joint's first generalised velocity. */
  public int jointVelocity(int joint) {
    return joint(joint).velocity();
  }

  /** The least value of a control that has an effect; minus infinity if it is not limited. */
  public double controlLow(int actuator) {
    return controlRanges[2 * actuators.check(actuator)];
  }

  /** The greatest value of a control that has an effect; infinity if it is not limited. */
  public double controlHigh(int actuator) {
    return controlRanges[2 * actuators.check(actuator) + 1];
  }

  /** How many numbers a sensor measures. */
  public int sensorSize(int sensor) {
    return sensorSizes[sensors.check(sensor)];
  }

  /**
   * Moves a geom within its body, a target for example: all simulations of this model see it there
   * from their next {@link Simulation#forward()} or step on. Masses stay as they were.
   *
   * @param x metres from the body's origin along its x axis
   * @param y the same along y
   * @param z the same along z
   * @throws IllegalArgumentException if a coordinate is not finite
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized void placeGeom(int geom, double x, double y, double z) {
    geoms.check(geom);
    if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
      throw new IllegalArgumentException(
          geoms.describe(geom) + " cannot be placed at (" + x + ", " + y + ", " + z + ")");
    }
    mjModel model = open();
    model.geom_pos().position(3L * geom).put(x, y, z);
    // MuJoCo takes the body's own frame for a geom that was compiled in the middle of it.
    model.geom_sameframe().put(geom, (byte) 0);
  }

  /**
   * Where a geom is within its body: x, y, z in metres.
   *
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized double[] geomPosition(int geom) {
    geoms.check(geom);
    double[] position = new double[3];
    open().geom_pos().position(3L * geom).get(position);
    return position;
  }

  /**
   * A new state of this model, in its initial configuration.
   *
   * @throws MujocoException if there is not enough memory for what the model asks for
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized Simulation simulate() {
    open();
    owned.retain();
    try {
      return new Simulation(this, owned);
    } catch (RuntimeException e) {
      owned.release();
      throw e;
    }
  }

  /**
   * What the renderer needs to know once: geoms of the groups 0 to 2 with their materials, tendons
   * from site to site, lights, cameras and the sky. Sites are not drawn.
   *
   * @throws MujocoException if the model shows something that the renderer cannot draw: a mesh, a
   *     height field, a plane with a texture that is no checker
   * @throws IllegalStateException after {@link #close()}
   */
  public synchronized Scene scene() {
    return new SceneReader(open(), geoms, cameras, tendonPieces).read();
  }

  /** Frees the model's memory once all of its simulations are closed. Closing twice is fine. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      owned.release();
    }
  }

  int sensorAddress(int sensor, int component) {
    int size = sensorSizes[sensors.check(sensor)];
    if (component < 0 || component >= size) {
      throw new IndexOutOfBoundsException(
          "component " + component + " of " + sensors.describe(sensor) + ": it has " + size);
    }
    return sensorAddresses[sensor] + component;
  }

  int checkBody(int body) {
    return bodies.check(body);
  }

  /** The index of a mocap body among the mocap bodies. */
  int mocap(int body) {
    int index = mocapIndices[bodies.check(body)];
    if (index < 0) {
      throw new IllegalArgumentException(
          bodies.describe(body)
              + " stays where its joints put it: only one with mocap=\"true\" can be moved");
    }
    return index;
  }

  TendonPieces tendonPieces() {
    return tendonPieces;
  }

  int checkGeom(int geom) {
    return geoms.check(geom);
  }

  int checkActuator(int actuator) {
    return actuators.check(actuator);
  }

  /** The joint that a generalised position belongs to, in words. */
  String describePosition(int position) {
    for (int i = jointDetails.length - 1; i >= 0; i--) {
      if (jointDetails[i].position() <= position) {
        return joints.describe(i);
      }
    }
    return "position " + position;
  }

  /** The joint that a generalised velocity belongs to, in words. */
  String describeVelocity(int velocity) {
    for (int i = jointDetails.length - 1; i >= 0; i--) {
      if (jointDetails[i].velocity() <= velocity) {
        return joints.describe(i);
      }
    }
    return "velocity " + velocity;
  }

  String describeActuator(int actuator) {
    return actuators.describe(actuator);
  }

  private Joint joint(int joint) {
    return jointDetails[joints.check(joint)];
  }

  private mjModel open() {
    if (closed) {
      throw new IllegalStateException("This model is closed");
    }
    return owned.pointer();
  }

  private static Names names(mjModel model, String kind, int type, int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      BytePointer text = MuJoCo.mj_id2name(model, type, i);
      names.add(text == null || text.isNull() ? "" : text.getString(StandardCharsets.UTF_8));
    }
    return new Names(kind, names);
  }

  private static double[] controlRanges(mjModel model) {
    double[] ranges = new double[2 * model.nu()];
    for (int i = 0; i < model.nu(); i++) {
      boolean limited = model.actuator_ctrllimited().get(i) != 0;
      ranges[2 * i] = limited ? model.actuator_ctrlrange().get(2L * i) : Double.NEGATIVE_INFINITY;
      ranges[2 * i + 1] =
          limited ? model.actuator_ctrlrange().get(2L * i + 1) : Double.POSITIVE_INFINITY;
    }
    return ranges;
  }

  private static int[] integers(IntPointer source, int count) {
    int[] values = new int[count];
    if (count > 0) {
      source.get(values);
    }
    return values;
  }
}
