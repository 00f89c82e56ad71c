package dev.visor.plugin.lompo;

/** What an action is, given a state. */
public enum ActorKind {
  /** A function of the state, as in the authors' code; imagination adds noise to it. */
  DETERMINISTIC,
  /** A draw from a Gaussian, through tanh, as in the paper's text. */
  GAUSSIAN
}
