package dev.visor.plugin.manipulation;

import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import dev.visor.mujoco.task.ModelText;
import dev.visor.mujoco.task.SimulatedTask;
import dev.visor.mujoco.task.Stepping;
import java.util.List;

/**
 * A drawer is pulled open or pushed shut; only success is rewarded.
 *
 * <p>To open it is a task of LOMPO's code, with its place and camera. To close it is the simulated
 * stand-in for the paper's real robot: a camera from above, small pictures, ten decisions a second
 * with strides of a few centimetres, and a drawer that stands open by another amount each time.
 */
final class Drawer extends SawyerRules {
  /** How far the drawer is open, in metres, where it counts as open; its stop is at 0.16. */
  private static final double OPEN = 0.13;

  /** How far it is open at most, in metres, where it counts as shut. */
  private static final double SHUT = 0.01;

  /** Bounds of its opening, in metres, at the start of an episode in which it is to be closed. */
  private static final double LEAST_START = 0.08;

  private static final double GREATEST_START = 0.16;

  /** The same for one that is to be opened: shut, as in Meta-World. */
  private static final double NO_START = 0;

  /** Physics steps, and seconds, in a control step of the task to close it. */
  private static final Stepping CLOSING_STEPPING = Stepping.whole(40);

  private static final double CLOSING_SECONDS = 0.1;

  /** Metres that the guide moves in it under an action of 1. */
  private static final double CLOSING_STRIDE = 0.05;

  /** Where the guide may go there. */
  private static final Sawyer.Box CLOSING_BOX =
      new Sawyer.Box(new double[] {-0.2, 0.4, 0.05}, new double[] {0.2, 0.8, 0.2});

  static final List<SimulatedTask> TASKS =
      List.of(
          new SimulatedTask(
              new TaskDescriptor(
                  new TaskId("sawyer-drawer-open", 1),
                  "Pull the drawer open by its handle.",
                  Sawyer.HORIZON,
                  2,
                  Sawyer.CONTROL_SECONDS,
                  Sawyer.ACTIONS,
                  Sawyer.PROPRIOCEPTION,
                  Sawyer.state("drawer"),
                  "front",
                  128,
                  0,
                  1,
                  // Random actions; a scripted controller's steps of success.
                  new ReferenceReturns(0, 98),
                  "Meta-World's drawer (Yu et al. 2019, arXiv:1910.10897) with LOMPO's place and"
                      + " camera, model re-authored",
                  List.of("manipulation", "sparse", ManipulationEnvironments.FIXED_START)),
              ModelText.of(Drawer.class, "sawyer_drawer_open.xml"),
              Sawyer.STEPPING,
              (model, simulation) ->
                  new Drawer(
                      model,
                      simulation,
                      new Sawyer(model, simulation, Sawyer.STRIDE, Sawyer.Box.TABLE),
                      Goal.OPEN)),
          new SimulatedTask(
              new TaskDescriptor(
                  new TaskId("sawyer-drawer-close", 1),
                  "Push the drawer shut.",
                  50,
                  1,
                  CLOSING_SECONDS,
                  Sawyer.ACTIONS,
                  Sawyer.PROPRIOCEPTION,
                  Sawyer.state("drawer"),
                  "overhead",
                  64,
                  0,
                  1,
                  // Random actions; a scripted controller's steps of success.
                  new ReferenceReturns(2, 40),
                  "Visor, in place of the real robot of LOMPO (arXiv:2012.11547)",
                  List.of("manipulation", "sparse", "paper")),
              ModelText.of(Drawer.class, "sawyer_drawer_close.xml"),
              CLOSING_STEPPING,
              (model, simulation) ->
                  new Drawer(
                      model,
                      simulation,
                      new Sawyer(model, simulation, CLOSING_STRIDE, CLOSING_BOX),
                      Goal.SHUT)));

  private enum Goal {
    OPEN,
    SHUT
  }

  private final Goal goal;

  private Drawer(Model model, Simulation simulation, Sawyer sawyer, Goal goal) {
    super(model, simulation, sawyer, "drawer");
    this.goal = goal;
  }

  @Override
  double startingPosition(RandomStream random) {
    double opening =
        goal == Goal.SHUT
            ? LEAST_START + (GREATEST_START - LEAST_START) * random.nextDouble()
            : NO_START;
    return -opening;
  }

  @Override
  public boolean succeeded() {
    double opening = -position();
    return goal == Goal.OPEN ? opening >= OPEN : opening <= SHUT;
  }
}
