package dev.visor.nn.rssm;

/** Which prior heads the divergence of a time step is taken with during training. */
public enum Heads {
  /** One, drawn anew for each time step of each batch, as in the code of LOMPO's authors. */
  ONE,
  /** All, averaged. */
  ALL
}
