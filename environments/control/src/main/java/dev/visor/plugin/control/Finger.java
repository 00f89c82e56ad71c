package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import dev.visor.plugin.control.ControlSuite.View;
import java.util.List;

/** A finger of two links that is to keep a body on an axle spinning. */
final class Finger implements TaskRules {
  /** Radians a second at which the body spins fast enough: on the finger's side it goes up. */
  private static final double SPIN = -15;

  private static final List<String> ACTUATORS = List.of("proximal", "distal");

  static final List<SimulatedTask> TASKS =
      List.of(
          new SimulatedTask(
              ControlSuite.describe(
                  "finger-spin",
                  "Keep the body on its axle spinning by strokes of the finger.",
                  ControlSuite.SOURCE,
                  new View("fixed", 64, 2),
                  0.02,
                  ACTUATORS,
                  List.of(
                      "proximal_angle",
                      "distal_angle",
                      "tip_x",
                      "tip_z",
                      "proximal_velocity",
                      "distal_velocity",
                      "hinge_velocity",
                      "touch_top",
                      "touch_bottom"),
                  "control",
                  "sparse"),
              ControlSuite.model("finger.xml"),
              Stepping.half(2),
              Finger::new));

  private final Simulation simulation;
  private final JointRandomiser joints;
  private final int hinge;
  private final int spinner;
  private final int tip;
  private final int top;
  private final int bottom;

  private Finger(Model model, Simulation simulation) {
    this.simulation = simulation;
    this.joints = new JointRandomiser(model, simulation);
    this.hinge = model.jointVelocity(model.joint("hinge"));
    this.spinner = model.body("spinner");
    this.tip = model.sensor("tip");
    this.top = model.sensor("top");
    this.bottom = model.sensor("bottom");
  }

  @Override
  public void start(RandomStream random) {
    joints.randomiseApart(random);
  }

  @Override
  public void observe(float[] target) {
    for (int i = 0; i < 2; i++) {
      int axis = 2 * i;
      target[i] = (float) simulation.position(i);
      target[2 + i] =
          (float) (simulation.sensor(tip, axis) - simulation.bodyPosition(spinner, axis));
    }
    for (int i = 0; i < 3; i++) {
      target[4 + i] = (float) simulation.velocity(i);
    }
    // Forces in newtons, of which blows are a thousand times larger than touches.
    target[7] = (float) StrictMath.log1p(simulation.sensor(top, 0));
    target[8] = (float) StrictMath.log1p(simulation.sensor(bottom, 0));
  }

  @Override
  public double reward() {
    return simulation.velocity(hinge) <= SPIN ? 1 : 0;
  }
}
