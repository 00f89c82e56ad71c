package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import dev.visor.plugin.control.ControlSuite.View;
import dev.visor.plugin.control.Tolerance.Sigmoid;
import java.util.ArrayList;
import java.util.List;

/** A planar quadruped that is to run. */
final class Cheetah implements TaskRules {
  /** Forward speed of the centre of mass, in metres a second, from which on reward is full. */
  private static final double RUN_SPEED = 10;

  /** Physics steps for which it falls and comes to rest before an episode begins. */
  private static final int SETTLING_STEPS = 200;

  private static final List<String> ACTUATORS =
      List.of("back_thigh", "back_shin", "back_foot", "front_thigh", "front_shin", "front_foot");

  private static final Tolerance RUNNING =
      Tolerance.from(RUN_SPEED).within(RUN_SPEED, Sigmoid.LINEAR, 0);

  private static final SimulatedTask RUN =
      new SimulatedTask(
          ControlSuite.describe(
              "cheetah-run",
              "Run forward at 10 m/s or more.",
              ControlSuite.SOURCE,
              new View("side", 64, 2),
              0.01,
              ACTUATORS,
              proprioception(),
              "control",
              "dense"),
          ControlSuite.model("cheetah.xml"),
          Stepping.half(1),
          Cheetah::new);

  static final List<SimulatedTask> TASKS = List.of(RUN, RUN.withLegacyCapsules());

  private final Model model;
  private final Simulation simulation;
  private final JointRandomiser joints;
  private final int velocity;

  private Cheetah(Model model, Simulation simulation) {
    this.model = model;
    this.simulation = simulation;
    this.joints = new JointRandomiser(model, simulation);
    this.velocity = model.sensor("velocity");
  }

  @Override
  public void start(RandomStream random) {
    joints.randomiseLimited(random);
    simulation.step(SETTLING_STEPS);
    simulation.time(0);
  }

  @Override
  public void observe(float[] target) {
    int next = 0;
    // All but how far it came.
    for (int i = 1; i < model.positions(); i++) {
      target[next++] = (float) simulation.position(i);
    }
    for (int i = 0; i < model.velocities(); i++) {
      target[next++] = (float) simulation.velocity(i);
    }
  }

  @Override
  public double reward() {
    return RUNNING.at(simulation.sensor(velocity, 0));
  }

  private static List<String> proprioception() {
    List<String> names = new ArrayList<>(List.of("rootz", "rooty"));
    names.addAll(ACTUATORS);
    for (String joint : List.of("rootx", "rootz", "rooty")) {
      names.add(joint + "_velocity");
    }
    for (String joint : ACTUATORS) {
      names.add(joint + "_velocity");
    }
    return names;
  }
}
