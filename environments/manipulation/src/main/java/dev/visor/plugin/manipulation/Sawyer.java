package dev.visor.plugin.manipulation;

import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.Stepping;
import java.util.ArrayList;
import java.util.List;

/**
 * A Sawyer arm whose hand is dragged by a guide: an action moves the guide within a box, and opens
 * or closes the gripper; the hand keeps its orientation, fingers down. Holds what the tasks of this
 * arm share.
 *
 * <p>After Meta-World (Yu et al. 2019, arXiv:1910.10897). The guide is no joint: an episode that
 * begins in a given state begins with the guide where the hand is.
 */
final class Sawyer {
  static final List<String> ACTIONS = List.of("move_x", "move_y", "move_z", "grip");

  static final List<String> PROPRIOCEPTION =
      List.of("hand_x", "hand_y", "hand_z", "gripper_opening");

  /** Control steps of an episode, and seconds in each of them, in Meta-World. */
  static final int HORIZON = 150;

  static final Stepping STEPPING = Stepping.whole(5);
  static final double CONTROL_SECONDS = 0.0125;

  /** Metres that the guide moves in a control step under an action of 1, in Meta-World. */
  static final double STRIDE = 0.01;

  /** What the agent does not feel. */
  private static final List<String> UNFELT =
      List.of("guide_x", "guide_y", "guide_z", "handle_x", "handle_y", "handle_z");

  private static final List<String> JOINTS = List.of("j0", "j1", "j2", "j3", "j4", "j5", "j6");

  /** Angles, in radians, at which the hand is above the middle of the table. */
  private static final double[] READY = {1.933, -0.5, -1.059, 1.652, 1.050, 1.085, 2.292};

  /** Where the guide is at the start of an episode, in metres. */
  private static final double[] START = {0, 0.6, 0.2};

  /** Physics steps in which the hand settles there. */
  private static final int SETTLING_STEPS = 250;

  /**
   * Where the guide may go.
   *
   * @param low least x, y and z in metres
   * @param high greatest x, y and z in metres
   */
  record Box(double[] low, double[] high) {
    /** Meta-World's. */
    static final Box TABLE = new Box(new double[] {-0.5, 0.4, 0.05}, new double[] {0.5, 1, 0.5});

    double clip(int axis, double value) {
      return Math.max(low[axis], Math.min(high[axis], value));
    }
  }

  private final Model model;
  private final Simulation simulation;
  private final double stride;
  private final Box box;
  private final int guide;
  private final int hand;
  private final int rightTip;
  private final int leftTip;
  private final int handle;
  private final double[] aim = new double[3];

  /**
   * Binds the arm of a model.
   *
   * @param stride metres that the guide moves in a control step under an action of 1
   * @param box where the guide may go
   */
  Sawyer(Model model, Simulation simulation, double stride, Box box) {
    this.model = model;
    this.simulation = simulation;
    this.stride = stride;
    this.box = box;
    this.guide = model.body("guide");
    this.hand = model.body("hand");
    this.rightTip = model.sensor("right_tip");
    this.leftTip = model.sensor("left_tip");
    this.handle = model.sensor("handle");
  }

  /** Brings the hand to its start, gripper open, and lets it settle. */
  void ready() {
    for (int i = 0; i < READY.length; i++) {
      simulation.position(model.jointPosition(model.joint(JOINTS.get(i))), READY[i]);
    }
    for (int axis = 0; axis < 3; axis++) {
      aim[axis] = START[axis];
    }
    follow();
    double[] open = grip(-1);
    simulation.control(0, open[0]);
    simulation.control(1, open[1]);
    simulation.step(SETTLING_STEPS);
  }

  /** Takes up wherever the hand is, which has to be computed first. */
  void resume() {
    simulation.forward();
    for (int axis = 0; axis < 3; axis++) {
      aim[axis] = box.clip(axis, hand(axis));
    }
    follow();
  }

  /** Moves the guide and commands the gripper: three strides, then −1 to open and 1 to close. */
  double[] act(double[] action) {
    for (int axis = 0; axis < 3; axis++) {
      aim[axis] = box.clip(axis, aim[axis] + stride * action[axis]);
    }
    follow();
    return grip(action[3]);
  }

  private void follow() {
    simulation.placeBody(guide, aim[0], aim[1], aim[2]);
  }

  /** Controls of the right and the left finger. */
  private static double[] grip(double command) {
    return new double[] {command, -command};
  }

  /** A coordinate of the hand, in metres. */
  double hand(int axis) {
    return simulation.bodyPosition(hand, axis);
  }

  /** A coordinate of the handle of what is handled, in metres. */
  double handle(int axis) {
    return simulation.sensor(handle, axis);
  }

  /** A coordinate of the middle between the finger tips, in metres. */
  double fingers(int axis) {
    return (simulation.sensor(rightTip, axis) + simulation.sensor(leftTip, axis)) / 2;
  }

  /**
   * Names of the whole state.
   *
   * @param handled the joint of what is handled
   */
  static List<String> state(String handled) {
    List<String> names = new ArrayList<>(PROPRIOCEPTION);
    names.addAll(UNFELT);
    names.add(handled + "_position");
    names.add(handled + "_velocity");
    return names;
  }

  /**
   * Writes what {@link #observe} does, where guide and handle are, and the joint of what is
   * handled.
   *
   * @param position where the joint is, in metres or radians
   * @param velocity how fast it moves, per second
   */
  void tell(float[] target, double position, double velocity) {
    observe(target);
    for (int axis = 0; axis < 3; axis++) {
      target[4 + axis] = (float) aim[axis];
      target[7 + axis] = (float) handle(axis);
    }
    target[10] = (float) position;
    target[11] = (float) velocity;
  }

  /** Writes where the hand is and how far the fingers are apart; what it handles is only seen. */
  void observe(float[] target) {
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      target[axis] = (float) hand(axis);
      double apart = simulation.sensor(leftTip, axis) - simulation.sensor(rightTip, axis);
      squares += apart * apart;
    }
    target[3] = (float) Math.sqrt(squares);
  }
}
