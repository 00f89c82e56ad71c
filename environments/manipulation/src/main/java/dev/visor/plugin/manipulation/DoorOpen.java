package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import java.util.List;

/**
 * A door is opened by its handle, so far and no farther: at its stop the handle is beyond its goal.
 * LOMPO's door: Meta-World's of 2020 with the door always in the same place, its camera, and a
 * reward of 1 for success alone.
 */
final class DoorOpen implements GoalRules {
  /** Where the handle is to be, in metres: 0.3 to the left of the cabinet's middle, 0.45 before. */
  private static final double GOAL_X = -0.3;

  private static final double GOAL_Y = 0.55;

  /** Distance of the handle from there, in metres, seen from above, that counts as success. */
  private static final double SUCCESS = 0.08;

  static final List<ManipulationTask> TASKS =
      List.of(
          new ManipulationTask(
              new TaskDescriptor(
                  new TaskId("sawyer-door-open", 1),
                  "Open the door until its handle is at the goal, and hold it there.",
                  Sawyer.HORIZON,
                  2,
                  Sawyer.CONTROL_SECONDS,
                  Sawyer.ACTIONS,
                  Sawyer.PROPRIOCEPTION,
                  Sawyer.state("door"),
                  "front",
                  128,
                  0,
                  1,
                  // Random actions; a scripted controller's steps of success.
                  new ReferenceReturns(0, 70),
                  "Meta-World's SawyerDoorEnvV2 as in LOMPO's code (arXiv:2012.11547), model"
                      + " re-authored",
                  List.of("manipulation", "sparse", "paper", ManipulationTask.FIXED_START)),
              "sawyer_door.xml",
              Sawyer.PHYSICS_STEPS,
              DoorOpen::new));

  private final Simulation simulation;
  private final Sawyer sawyer;
  private final int door;
  private final int doorSpeed;

  private DoorOpen(Model model, Simulation simulation) {
    this.simulation = simulation;
    this.sawyer = new Sawyer(model, simulation, Sawyer.STRIDE, Sawyer.Box.TABLE);
    this.door = model.jointPosition(model.joint("door"));
    this.doorSpeed = model.jointVelocity(model.joint("door"));
  }

  @Override
  public void start(RandomStream random) {
    sawyer.ready();
    simulation.position(door, 0);
    simulation.velocity(doorSpeed, 0);
  }

  @Override
  public void resume() {
    sawyer.resume();
  }

  @Override
  public void act(double[] action) {
    sawyer.act(action);
  }

  @Override
  public double earn() {
    return succeeded() ? 1 : 0;
  }

  @Override
  public boolean succeeded() {
    double x = sawyer.handle(0) - GOAL_X;
    double y = sawyer.handle(1) - GOAL_Y;
    return Math.sqrt(x * x + y * y) <= SUCCESS;
  }

  @Override
  public void observe(float[] target) {
    sawyer.observe(target);
  }

  @Override
  public void tell(float[] target) {
    sawyer.tell(target, door, doorSpeed);
  }
}
