package dev.visor.api;

/** What an algorithm learns from. */
public enum LearningMode {
  /** From a dataset, in a process that holds no environment. */
  OFFLINE,
  /** From an environment, whose steps are counted. */
  ONLINE
}
