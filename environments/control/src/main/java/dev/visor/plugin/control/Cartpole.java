package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import dev.visor.plugin.control.ControlSuite.View;
import dev.visor.plugin.control.Tolerance.Sigmoid;
import java.util.List;

/** A pole on a cart that is to stand upright, with the cart near the middle of its rails. */
final class Cartpole implements TaskRules {
  private static final int CART = 0;
  private static final int POLE = 1;

  /** Metres from the middle within which the cart is nearly there. */
  private static final Tolerance CENTRED = Tolerance.ofZero().within(2);

  /** Radians a second within which the pole nearly rests. */
  private static final Tolerance RESTING = Tolerance.ofZero().within(5);

  private static final Tolerance SPARING = Tolerance.ofZero().within(1, Sigmoid.QUADRATIC, 0);

  static final List<SimulatedTask> TASKS =
      List.of(
          task("cartpole-balance", "Keep the pole upright and the cart in the middle.", false),
          task("cartpole-swingup", "Swing the hanging pole up and keep it there.", true));

  private final Simulation simulation;
  private final boolean hanging;

  private Cartpole(Simulation simulation, boolean hanging) {
    this.simulation = simulation;
    this.hanging = hanging;
  }

  @Override
  public void start(RandomStream random) {
    if (hanging) {
      simulation.position(CART, 0.01 * random.nextGaussian());
      simulation.position(POLE, StrictMath.PI + 0.01 * random.nextGaussian());
    } else {
      simulation.position(CART, 0.1 * (2 * random.nextDouble() - 1));
      simulation.position(POLE, 0.034 * (2 * random.nextDouble() - 1));
    }
    simulation.velocity(CART, 0.01 * random.nextGaussian());
    simulation.velocity(POLE, 0.01 * random.nextGaussian());
  }

  @Override
  public void observe(float[] target) {
    double angle = simulation.position(POLE);
    target[0] = (float) simulation.position(CART);
    target[1] = (float) StrictMath.cos(angle);
    target[2] = (float) StrictMath.sin(angle);
    target[3] = (float) simulation.velocity(CART);
    target[4] = (float) simulation.velocity(POLE);
  }

  @Override
  public double reward() {
    double upright = (StrictMath.cos(simulation.position(POLE)) + 1) / 2;
    double centred = (1 + CENTRED.at(simulation.position(CART))) / 2;
    double resting = (1 + RESTING.at(simulation.velocity(POLE))) / 2;
    double sparing = (4 + SPARING.at(simulation.control(0))) / 5;
    return upright * sparing * resting * centred;
  }

  private static SimulatedTask task(String name, String summary, boolean hanging) {
    return new SimulatedTask(
        ControlSuite.describe(
            name,
            summary,
            ControlSuite.SOURCE,
            new View("fixed", 64, 2),
            0.01,
            List.of("slide"),
            List.of("cart_position", "pole_cosine", "pole_sine", "cart_velocity", "pole_velocity"),
            "control",
            "dense",
            "easy"),
        ControlSuite.model("cartpole.xml"),
        Stepping.whole(1),
        (model, simulation) -> new Cartpole(simulation, hanging));
  }
}
