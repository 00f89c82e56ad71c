package dev.visor.plugin.control;

import dev.visor.api.RandomStream;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import dev.visor.mujoco.task.TaskRules;
import dev.visor.plugin.control.ControlSuite.View;
import java.util.List;

/** A cup that is to catch the ball which hangs from it on a string. */
final class BallInCup implements TaskRules {
  /** Metres from the cup's origin, which is at its rim, down to the middle of what it holds. */
  private static final double DEPTH = 0.05;

  /** Half of the edge of what it holds, in metres, seen from the front. */
  private static final double HALF_EDGE = 0.05;

  private static final double BALL_RADIUS = 0.025;

  static final List<SimulatedTask> TASKS =
      List.of(
          new SimulatedTask(
              ControlSuite.describe(
                  "ball_in_cup-catch",
                  "Swing the ball up and catch it in the cup.",
                  ControlSuite.SOURCE,
                  new View("fixed", 64, 2),
                  0.02,
                  List.of("x", "z"),
                  List.of(
                      "cup_x",
                      "cup_z",
                      "ball_x",
                      "ball_z",
                      "cup_x_velocity",
                      "cup_z_velocity",
                      "ball_x_velocity",
                      "ball_z_velocity"),
                  "control",
                  "sparse",
                  "easy"),
              ControlSuite.model("ball_in_cup.xml"),
              Stepping.half(10),
              BallInCup::new));

  private final Simulation simulation;
  private final int cup;
  private final int ball;
  private final int ballX;
  private final int ballZ;

  private BallInCup(Model model, Simulation simulation) {
    this.simulation = simulation;
    this.cup = model.body("cup");
    this.ball = model.body("ball");
    this.ballX = model.jointPosition(model.joint("ball_x"));
    this.ballZ = model.jointPosition(model.joint("ball_z"));
  }

  @Override
  public void start(RandomStream random) {
    do {
      simulation.position(ballX, 0.2 * (2 * random.nextDouble() - 1));
      simulation.position(ballZ, 0.2 + 0.3 * random.nextDouble());
      simulation.forward();
    } while (simulation.contacts() > 0);
  }

  @Override
  public void observe(float[] target) {
    for (int i = 0; i < 4; i++) {
      target[i] = (float) simulation.position(i);
      target[4 + i] = (float) simulation.velocity(i);
    }
  }

  @Override
  public double reward() {
    double across = simulation.bodyPosition(ball, 0) - simulation.bodyPosition(cup, 0);
    double above = simulation.bodyPosition(ball, 2) - simulation.bodyPosition(cup, 2) + DEPTH;
    double room = HALF_EDGE - BALL_RADIUS;
    return Math.abs(across) < room && Math.abs(above) < room ? 1 : 0;
  }
}
