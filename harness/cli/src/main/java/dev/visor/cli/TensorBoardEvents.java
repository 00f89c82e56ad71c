package dev.visor.cli;

import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.report.tensorboard.TensorBoardFolder;
import dev.visor.core.run.ProgressListener;
import dev.visor.core.run.RunEvent;
import java.io.IOException;

/**
 * Follows a run and writes the event file of each trial when it has ended, and of those that had
 * ended before. A file that cannot be written is told and costs the run nothing.
 */
final class TensorBoardEvents implements ProgressListener {
  private final RunFolder run;
  private final TensorBoardFolder folder;
  private final Console console;
  private final ProgressListener next;

  /**
   * @param next is told everything before
   */
  TensorBoardEvents(
      RunFolder run, TensorBoardFolder folder, Console console, ProgressListener next) {
    this.run = run;
    this.folder = folder;
    this.console = console;
    this.next = next;
  }

  @Override
  public void on(RunEvent event) {
    next.on(event);
    if (event instanceof RunEvent.TrialEnded ended) {
      write(ended.trial(), ended.manifest(), ended.timings());
    } else if (event instanceof RunEvent.Planned planned) {
      for (RunEvent.Finished earlier : planned.earlier()) {
        if (!folder.has(earlier.trial())) {
          run.manifest(earlier.trial())
              .ifPresent(manifest -> write(earlier.trial(), manifest, earlier.timings()));
        }
      }
    }
  }

  private void write(PlannedTrial trial, Manifest manifest, Timings timings) {
    try {
      folder.write(run.trial(trial), manifest, timings);
    } catch (IOException | VisorException e) {
      console
          .err()
          .println("visor: no TensorBoard events of " + trial.id() + ": " + e.getMessage());
    }
  }
}
