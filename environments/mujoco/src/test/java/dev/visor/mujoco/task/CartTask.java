package dev.visor.mujoco.task;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A cart on a rail, and a ball in free flight beside it: horizon 5, action repeat 2, one motor.
 * Each control step earns the control that it was taken under.
 */
class CartTask implements TaskRules {
  static final double CONTROL_SECONDS = 0.03;

  private static final String MJCF =
      """
      <mujoco model="cart">
        <option timestep="0.01" gravity="0 0 0"/>
        <worldbody>
          <camera name="front" pos="0 -3 0" euler="90 0 0"/>
          <camera name="above" pos="0 0 3"/>
          <body name="cart">
            <joint name="slider" type="slide" axis="1 0 0"/>
            <geom name="cart" type="box" size="0.2 0.1 0.1" mass="1" rgba="1 0 0 1"/>
          </body>
          <body name="ball" pos="0 1 0">
            <freejoint name="flight"/>
            <geom name="ball" size="0.1" mass="1"/>
          </body>
        </worldbody>
        <actuator>
          <motor name="push" joint="slider" gear="10"/>
        </actuator>
      </mujoco>
      """;

  final Simulation simulation;

  CartTask(Model model, Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public void start(RandomStream random) {
    simulation.position(0, random.nextDouble());
  }

  @Override
  public double reward() {
    return simulation.control(0);
  }

  @Override
  public void observe(float[] target) {
    target[0] = (float) simulation.position(0);
    target[1] = (float) simulation.velocity(0);
  }

  static SimulatedTask task() {
    return with(CartTask::new, List.of("x", "x_velocity"));
  }

  static SimulatedTask with(BiFunction<Model, Simulation, TaskRules> rules, List<String> state) {
    return new SimulatedTask(
        new TaskDescriptor(
            new TaskId("cart", 3),
            "Push.",
            5,
            2,
            CONTROL_SECONDS,
            List.of("push"),
            List.of("x", "x_velocity"),
            state,
            "front",
            32,
            -1,
            1,
            new ReferenceReturns(0, 1),
            "Visor",
            List.of("test")),
        () -> MJCF,
        Stepping.half(3),
        rules);
  }
}
