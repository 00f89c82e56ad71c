package dev.visor.core.statistics;

/** Where a resample gets its indices from. */
@FunctionalInterface
interface Indices {
  /** A uniform index in [0, bound). */
  int below(int bound);
}
