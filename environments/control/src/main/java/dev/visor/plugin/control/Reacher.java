package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import dev.visor.plugin.control.ControlSuite.View;
import java.util.List;

/** An arm of two links whose finger is to touch a target that lies elsewhere in each episode. */
final class Reacher implements TaskRules {
  private static final double FINGER_RADIUS = 0.01;

  /** Height of finger and target above the ground, in metres. */
  private static final double HEIGHT = 0.01;

  private static final double NEAREST_TARGET = 0.05;
  private static final double FARTHEST_TARGET = 0.2;

  static final List<SimulatedTask> TASKS =
      List.of(
          task(
              "reacher-easy",
              "Reach the target with the finger and stay there.",
              0.05,
              "reacher.xml",
              "easy"),
          task(
              "reacher-hard",
              "Reach the small target with the finger and stay there.",
              0.015,
              "reacher_hard.xml",
              "hard"));

  private final Model model;
  private final Simulation simulation;
  private final JointRandomiser joints;
  private final Tolerance touching;
  private final int target;
  private final int finger;

  private Reacher(Model model, Simulation simulation, double targetRadius) {
    this.model = model;
    this.simulation = simulation;
    this.joints = new JointRandomiser(model, simulation);
    this.touching = Tolerance.of(0, targetRadius + FINGER_RADIUS);
    this.target = model.geom("target");
    this.finger = model.geom("finger");
  }

  @Override
  public void start(RandomStream random) {
    joints.randomise(random);
    double angle = 2 * StrictMath.PI * random.nextDouble();
    double radius = NEAREST_TARGET + (FARTHEST_TARGET - NEAREST_TARGET) * random.nextDouble();
    model.placeGeom(target, radius * StrictMath.sin(angle), radius * StrictMath.cos(angle), HEIGHT);
  }

  @Override
  public void observe(float[] observation) {
    for (int i = 0; i < 2; i++) {
      observation[i] = (float) simulation.position(i);
      observation[2 + i] = (float) toTarget(i);
      observation[4 + i] = (float) simulation.velocity(i);
    }
  }

  @Override
  public double reward() {
    double x = toTarget(0);
    double y = toTarget(1);
    return touching.at(Math.sqrt(x * x + y * y));
  }

  private double toTarget(int axis) {
    return simulation.geomPosition(target, axis) - simulation.geomPosition(finger, axis);
  }

  private static SimulatedTask task(
      String name, String summary, double targetRadius, String model, String tag) {
    return new SimulatedTask(
        ControlSuite.describe(
            name,
            summary,
            ControlSuite.SOURCE,
            new View("fixed", 64, 2),
            0.02,
            List.of("shoulder", "wrist"),
            List.of(
                "shoulder_angle",
                "wrist_angle",
                "to_target_x",
                "to_target_y",
                "shoulder_velocity",
                "wrist_velocity"),
            "control",
            "sparse",
            tag),
        ControlSuite.model(model),
        Stepping.half(1),
        (compiled, simulation) -> new Reacher(compiled, simulation, targetRadius));
  }
}
