package dev.visor.plugin.behaviours;

import dev.visor.api.TaskId;
import java.util.Collections;
import java.util.List;

/**
 * A task that can be played by a script.
 *
 * @param task the task
 * @param episodes in the dataset of each kind, in their order: where a pen falls, an episode is
 *     over early
 * @param controllers play it well, an episode each in turns
 * @param medium noise under which the controller earns about half of what it can
 * @param expert noise under which it earns nine tenths of what it can, or more
 * @param roughest the greatest deviation of the noise in a replay
 */
record ScriptedTask(
    TaskId task,
    List<Integer> episodes,
    List<Controller> controllers,
    Noise medium,
    Noise expert,
    double roughest) {
  static final Noise LITTLE = Noise.of(0.05, 0);

  /** The pen is turned by poses that were planned without noise, which little upsets. */
  private static final Noise LEAST = Noise.of(0.0005, 0);

  /**
   * The ball of the dense task is at rest on its target for nine tenths of an episode. More noise
   * than elsewhere keeps it moving there: of a ball that never moves, nothing can be learned.
   */
  private static final Noise STIRRED = Noise.of(0.3, 0.1);

  /** Episodes that make 100,000 transitions of tasks with 500, 75 and 50 decisions an episode. */
  private static final int LONG = 200;

  private static final int SHORT = 1334;
  private static final int SHORTEST = 2000;

  /**
   * 10,000 transitions of the dense task, which has 250 decisions: it is there for a first look.
   */
  private static final int FEW = 40;

  static final List<ScriptedTask> ALL =
      List.of(
          task("point_mass-dense", FEW, new Push(), Noise.of(0.5, 0.5), STIRRED),
          task("point_mass-easy", LONG, new Push(), Noise.of(0.4, 0.3), LITTLE),
          task("cartpole-balance", LONG, new SwingUp(), Noise.of(0.4, 0.3), LITTLE),
          task("cartpole-swingup", LONG, new SwingUp(), Noise.of(0.4, 0.3), LITTLE),
          task("reacher-easy", LONG, new Reach(), Noise.of(0.4, 0.3), LITTLE),
          task("reacher-hard", LONG, new Reach(), Noise.of(0.2, 0.15), LITTLE),
          task("sawyer-door-open", SHORT, Hand.OPENS_DOOR, Noise.of(0.3, 0.15), LITTLE),
          task("sawyer-drawer-open", SHORT, Hand.OPENS_DRAWER, Noise.of(0.25, 0.13), LITTLE),
          task("sawyer-drawer-close", SHORTEST, Hand.SHUTS_DRAWER, Noise.of(0.4, 0.3), LITTLE),
          new ScriptedTask(
              new TaskId("adroit-pen-fixed", 1),
              List.of(3450, 2550, 2180, 2090, 2000),
              List.of(
                  KeyPoses.named("adroit-pen-fixed-1"),
                  KeyPoses.named("adroit-pen-fixed-2"),
                  KeyPoses.named("adroit-pen-fixed-3")),
              Noise.of(0.02, 0),
              LEAST,
              0.1),
          new ScriptedTask(
              new TaskId("adroit-pen", 1),
              List.of(1890, 1350, 1050, 1030, 1015),
              List.of(Repertoire.ADROIT_PEN),
              Noise.of(0.04, 0),
              LEAST,
              0.1));

  private static ScriptedTask task(
      String name, int episodes, Controller controller, Noise medium, Noise expert) {
    return new ScriptedTask(
        new TaskId(name, 1),
        Collections.nCopies(Kind.values().length, episodes),
        List.of(controller),
        medium,
        expert,
        1);
  }

  int episodes(Kind kind) {
    return episodes.get(kind.ordinal());
  }

  /** Who plays an episode: in turns, so that each comes to play with every noise. */
  Controller controller(int episode) {
    return controllers.get((episode + episode / Noise.REPLAY_CYCLE) % controllers.size());
  }
}
