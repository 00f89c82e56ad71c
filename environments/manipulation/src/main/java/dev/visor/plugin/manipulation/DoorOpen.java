package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.ModelText;
import dev.visor.mujoco.task.SimulatedTask;
import java.util.List;

/**
 * A door is opened by its handle, so far and no farther: at its stop the handle is beyond its goal.
 * LOMPO's door: Meta-World's of 2020 with the door always in the same place, its camera, and a
 * reward of 1 for success alone.
 */
final class DoorOpen extends SawyerRules {
  /** Where the handle is to be, in metres: 0.3 to the left of the cabinet's middle, 0.45 before. */
  private static final double GOAL_X = -0.3;

  private static final double GOAL_Y = 0.55;

  /** Distance of the handle from there, in metres, seen from above, that counts as success. */
  private static final double SUCCESS = 0.08;

  static final List<SimulatedTask> TASKS =
      List.of(
          new SimulatedTask(
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
                  List.of("manipulation", "sparse", "paper", ManipulationEnvironments.FIXED_START)),
              ModelText.of(DoorOpen.class, "sawyer_door.xml"),
              Sawyer.STEPPING,
              DoorOpen::new));

  private DoorOpen(Model model, Simulation simulation) {
    super(
        model, simulation, new Sawyer(model, simulation, Sawyer.STRIDE, Sawyer.Box.TABLE), "door");
  }

  @Override
  double startingPosition(RandomStream random) {
    return 0;
  }

  @Override
  public boolean succeeded() {
    double x = sawyer.handle(0) - GOAL_X;
    double y = sawyer.handle(1) - GOAL_Y;
    return Math.sqrt(x * x + y * y) <= SUCCESS;
  }
}
