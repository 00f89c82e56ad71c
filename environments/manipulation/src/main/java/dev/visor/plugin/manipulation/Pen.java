package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.GoalRules;
import dev.visor.mujoco.task.ModelText;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A hand turns a pen in place until it points where another one does; a pen that falls ends the
 * episode.
 *
 * <p>After Adroit (Rajeswaran et al. 2018, arXiv:1709.10087) as in D4RL, where each episode has
 * another target. The code of LOMPO's first author draws the target by the same random number each
 * time, so that it is always the same, nearly opposite to the pen's start: probably the paper's
 * task, and a task of its own here.
 */
final class Pen implements GoalRules {
  private static final List<String> JOINTS =
      List.of(
          "WRJ1", "WRJ0", "FFJ3", "FFJ2", "FFJ1", "FFJ0", "MFJ3", "MFJ2", "MFJ1", "MFJ0", "RFJ3",
          "RFJ2", "RFJ1", "RFJ0", "LFJ4", "LFJ3", "LFJ2", "LFJ1", "LFJ0", "THJ4", "THJ3", "THJ2",
          "THJ1", "THJ0");

  private static final List<String> PEN_JOINTS =
      List.of("pen_x", "pen_y", "pen_z", "pen_turn_x", "pen_turn_y", "pen_turn_z");

  /** D4RL's observation without its differences, and the hand's velocities. */
  private static final List<String> STATE =
      Stream.of(
              JOINTS.stream().map(joint -> joint + "_angle"),
              JOINTS.stream().map(joint -> joint + "_velocity"),
              Stream.of("pen_off_x", "pen_off_y", "pen_off_z"),
              PEN_JOINTS.stream().map(joint -> joint + "_velocity"),
              Stream.of("pen_axis_x", "pen_axis_y", "pen_axis_z"),
              Stream.of("target_axis_x", "target_axis_y", "target_axis_z"))
          .flatMap(Function.identity())
          .toList();

  private static final int HORIZON = 100;
  private static final Stepping STEPPING = Stepping.whole(5);
  private static final double CONTROL_SECONDS = 0.01;

  /** Where the pen is to stay, in metres: where it lies at first. */
  private static final double[] PLACE = {0, -0.2, 0.25};

  /** Distance from there, in metres, up to which a pen that points right earns more. */
  private static final double NEAR = 0.075;

  /** Cosines of the angle to the target beyond which it does, and what it earns. */
  private static final double RIGHT = 0.9;

  private static final double RIGHT_BONUS = 10;
  private static final double VERY_RIGHT = 0.95;
  private static final double VERY_RIGHT_BONUS = 50;

  /** Control steps in which it has to be very right for a success; more than these. */
  private static final int SUCCESS_STEPS = 20;

  /** Height in metres below which the pen has fallen, and what that costs. */
  private static final double FALLEN = 0.075;

  private static final double FALL_COST = 5;

  /** The target's turns about x and y, in radians, where it is always the same. */
  private static final double[] FIXED_TARGET = {-0.12801, -0.94815};

  static final List<SimulatedTask> TASKS =
      List.of(
          task(
              "adroit-pen",
              "Turn the pen in the hand to where the target points, another one each time.",
              1,
              // D4RL's, to compare with published scores.
              new ReferenceReturns(96.26, 3076.83),
              "Adroit pen (Rajeswaran et al. 2018, arXiv:1709.10087) as in D4RL, model re-authored",
              Pen::withRandomTargets,
              "dense"),
          task(
              "adroit-pen-fixed",
              "Turn the pen in the hand to where the target points, always the same.",
              2,
              // Random actions; the best of three plans made in the simulator.
              new ReferenceReturns(-30, 4211),
              "Adroit pen (Rajeswaran et al. 2018, arXiv:1709.10087) in the version of LOMPO's"
                  + " first author, model re-authored",
              Pen::withTheFixedTarget,
              "dense",
              "paper",
              ManipulationEnvironments.FIXED_START));

  private final Model model;
  private final Simulation simulation;
  private final boolean fixed;
  private final int[] joints;
  private final int[] speeds;
  private final int[] penSpeeds;
  private final int pen;
  private final int target;
  private double turnX = FIXED_TARGET[0];
  private double turnY = FIXED_TARGET[1];
  private boolean fallen;
  private int rightSteps;

  private Pen(Model model, Simulation simulation, boolean fixed) {
    this.model = model;
    this.simulation = simulation;
    this.fixed = fixed;
    this.joints = JOINTS.stream().mapToInt(j -> model.jointPosition(model.joint(j))).toArray();
    this.speeds = speeds(model, JOINTS);
    this.penSpeeds = speeds(model, PEN_JOINTS);
    this.pen = model.body("pen");
    this.target = model.body("target");
  }

  private static int[] speeds(Model model, List<String> names) {
    return names.stream().mapToInt(j -> model.jointVelocity(model.joint(j))).toArray();
  }

  private static Pen withRandomTargets(Model model, Simulation simulation) {
    return new Pen(model, simulation, false);
  }

  private static Pen withTheFixedTarget(Model model, Simulation simulation) {
    return new Pen(model, simulation, true);
  }

  @Override
  public void start(RandomStream random) {
    if (!fixed) {
      turnX = 2 * random.nextDouble() - 1;
      turnY = 2 * random.nextDouble() - 1;
    }
    begin();
  }

  /** The solver begins at its last solution; see {@link Claw#resume}. */
  @Override
  public void resume() {
    simulation.forward();
    begin();
  }

  private void begin() {
    fallen = false;
    rightSteps = 0;
    // A turn about y and then one about x, both axes of the world: the original's convention.
    double x = turnX / 2;
    double y = turnY / 2;
    simulation.turnBody(
        target,
        StrictMath.cos(y) * StrictMath.cos(x),
        StrictMath.cos(y) * StrictMath.sin(x),
        StrictMath.sin(y) * StrictMath.cos(x),
        StrictMath.sin(y) * StrictMath.sin(x));
  }

  /** An action of −1 commands an actuator's least angle, 1 its greatest. */
  @Override
  public double[] act(double[] action) {
    double[] angles = new double[action.length];
    for (int i = 0; i < action.length; i++) {
      double middle = (model.controlHigh(i) + model.controlLow(i)) / 2;
      double half = (model.controlHigh(i) - model.controlLow(i)) / 2;
      angles[i] = middle + action[i] * half;
    }
    return angles;
  }

  @Override
  public double reward() {
    double distance = distance();
    double cosine = cosine();
    double reward = cosine - distance;
    if (distance < NEAR && cosine > RIGHT) {
      reward += RIGHT_BONUS;
    }
    if (distance < NEAR && cosine > VERY_RIGHT) {
      reward += VERY_RIGHT_BONUS;
      rightSteps++;
    }
    fallen = simulation.bodyPosition(pen, 2) < FALLEN;
    return fallen ? reward - FALL_COST : reward;
  }

  @Override
  public boolean ended() {
    return fallen;
  }

  @Override
  public boolean succeeded() {
    return rightSteps > SUCCESS_STEPS;
  }

  /** Distance of the pen from its place, in metres. */
  private double distance() {
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double away = simulation.bodyPosition(pen, axis) - PLACE[axis];
      squares += away * away;
    }
    return Math.sqrt(squares);
  }

  /** Cosine of the angle between pen and target, each along its own z axis. */
  private double cosine() {
    double product = 0;
    for (int axis = 0; axis < 3; axis++) {
      product += simulation.bodyRotation(pen, axis, 2) * simulation.bodyRotation(target, axis, 2);
    }
    return product;
  }

  @Override
  public void observe(float[] values) {
    for (int i = 0; i < joints.length; i++) {
      values[i] = (float) simulation.position(joints[i]);
    }
  }

  @Override
  public void tell(float[] values) {
    observe(values);
    int at = joints.length;
    for (int joint : speeds) {
      values[at++] = (float) simulation.velocity(joint);
    }
    for (int axis = 0; axis < 3; axis++) {
      values[at + axis] = (float) (simulation.bodyPosition(pen, axis) - PLACE[axis]);
      values[at + 9 + axis] = (float) simulation.bodyRotation(pen, axis, 2);
      values[at + 12 + axis] = (float) simulation.bodyRotation(target, axis, 2);
    }
    at += 3;
    for (int joint : penSpeeds) {
      values[at++] = (float) simulation.velocity(joint);
    }
  }

  private static SimulatedTask task(
      String name,
      String summary,
      int actionRepeat,
      ReferenceReturns returns,
      String source,
      BiFunction<Model, Simulation, TaskRules> rules,
      String... tags) {
    List<String> all = new ArrayList<>(List.of("manipulation"));
    all.addAll(List.of(tags));
    return new SimulatedTask(
        new TaskDescriptor(
            new TaskId(name, 1),
            summary,
            HORIZON,
            actionRepeat,
            CONTROL_SECONDS,
            JOINTS,
            JOINTS.stream().map(joint -> joint + "_angle").toList(),
            STATE,
            "fixed",
            128,
            // At worst the pen points the wrong way, and falls some metres off.
            -10,
            1 + RIGHT_BONUS + VERY_RIGHT_BONUS,
            returns,
            source,
            all),
        ModelText.of(Pen.class, "adroit_pen.xml"),
        STEPPING,
        rules);
  }
}
