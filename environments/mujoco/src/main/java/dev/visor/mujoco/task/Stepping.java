package dev.visor.mujoco.task;

import dev.visor.mujoco.Simulation;

/**
 * How a control step is computed from physics steps. At its end whatever depends on positions and
 * velocities is up to date, so that rewards and observations are of one instant.
 *
 * @param physicsSteps physics steps in one control step, 1 or more
 * @param first what the first of them is
 */
public record Stepping(int physicsSteps, First first) {
  /** The first physics step of a control step. */
  public enum First {
    /**
     * Only its second half: its first half was computed for the observation before. What the
     * DeepMind Control Suite does, and the cheapest.
     */
    HALF,

    /**
     * All of it. For an integrator that evaluates forces several times in a step, which cannot be
     * cut in two, and where an action moves a mocap body, which the first half has to see.
     */
    WHOLE
  }

  public Stepping {
    if (physicsSteps < 1) {
      throw new IllegalArgumentException("a control step of " + physicsSteps + " physics steps");
    }
  }

  /** Steps of which the first begins with its second half. */
  public static Stepping half(int physicsSteps) {
    return new Stepping(physicsSteps, First.HALF);
  }

  /** Whole steps. */
  public static Stepping whole(int physicsSteps) {
    return new Stepping(physicsSteps, First.WHOLE);
  }

  /** Goes on by one control step. */
  public void advance(Simulation simulation) {
    switch (first) {
      case HALF -> {
        simulation.step2();
        simulation.step(physicsSteps - 1);
      }
      case WHOLE -> simulation.step(physicsSteps);
    }
    simulation.step1();
  }
}
