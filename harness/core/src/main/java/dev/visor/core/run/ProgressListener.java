package dev.visor.core.run;

/** Follows a run. Events come one at a time, from several threads; an answer should be quick. */
@FunctionalInterface
public interface ProgressListener {
  /** Looks away. */
  ProgressListener NONE = event -> {};

  /** Takes what happened. */
  void on(RunEvent event);
}
