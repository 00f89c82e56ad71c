package dev.visor.plugin.manipulation;

/** Rules of a task that says when it is solved. */
interface GoalRules extends Rules {
  /** Whether it is, at this instant of the episode. */
  boolean succeeded();
}
