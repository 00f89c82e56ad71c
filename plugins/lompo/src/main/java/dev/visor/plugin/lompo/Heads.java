package dev.visor.plugin.lompo;

/** Which prior heads the divergence of a time step is taken with during training. */
public enum Heads {
  /** One, drawn anew for each time step of each batch, as in the authors' code. */
  ONE,
  /** All, averaged. */
  ALL
}
