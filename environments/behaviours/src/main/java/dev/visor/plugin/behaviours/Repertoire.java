package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plays, of many plans, the one that was made for the target nearest to the episode's: how the pen
 * is brought to a target that is another one each time. No plan looks at the pen, and all start
 * where every episode does.
 *
 * @param name of the plans' files, without their numbers
 * @param plans of which none is for a pen that has moved
 */
record Repertoire(String name, List<Plan> plans) implements Controller {
  /** The plans for {@code adroit-pen}. */
  static final Repertoire ADROIT_PEN = named("adroit-pen", 9);

  /** Decisions for which a pose is held. */
  private static final int HELD = 2;

  /** Where the target's axis stands in the state of the pen's tasks. */
  private static final int TARGET = 60;

  /**
   * Poses for one target.
   *
   * @param target its axis, of length 1
   * @param poses that bring the pen there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and never handed out
  record Plan(double[] target, KeyPoses poses) {
    double cosine(float[] state) {
      double product = 0;
      for (int axis = 0; axis < target.length; axis++) {
        product += target[axis] * state[TARGET + axis];
      }
      return product;
    }
  }

  /** Reads plans from the resources: {@code NAME-1}, {@code NAME-2} and so on. */
  private static Repertoire named(String name, int plans) {
    return new Repertoire(
        name + " of " + plans,
        IntStream.rangeClosed(1, plans)
            .mapToObj(number -> KeyPoses.named(name + "-" + number))
            .map(poses -> new Plan(KeyPoses.target(poses.name()), poses))
            .toList());
  }

  @Override
  public String identity() {
    return plans.stream()
        .map(plan -> Arrays.toString(plan.target()) + " " + plan.poses().identity())
        .collect(Collectors.joining(" ", name + " ", ""));
  }

  @Override
  public double[] act(PhysicsAccess physics, int decision) {
    return nearest(physics.state()).poses().act(physics, decision - decision % HELD);
  }

  /** The first of the nearest, in their order. */
  private Plan nearest(float[] state) {
    Plan nearest = plans.get(0);
    for (Plan plan : plans) {
      if (plan.cosine(state) > nearest.cosine(state)) {
        nearest = plan;
      }
    }
    return nearest;
  }
}
