package dev.visor.core.trial;

/** Is told how far a phase is. Calls come from one thread at a time. */
@FunctionalInterface
public interface PhaseListener {
  /** Takes the newest figure; earlier ones may have been left out. */
  void progressed(PhaseProgress progress);
}
