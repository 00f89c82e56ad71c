package dev.visor.mujoco.task;

/** Rules of a task that says when it is solved. */
public interface GoalRules extends TaskRules {
  /** Whether it is, at this instant of the episode. */
  boolean succeeded();
}
