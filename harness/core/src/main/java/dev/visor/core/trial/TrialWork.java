package dev.visor.core.trial;

import dev.visor.core.FileTree;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A trial's way from its working folder to its place among the finished ones, such that it is done
 * or not done at every instant, whatever is killed.
 *
 * <ol>
 *   <li>Timings and then the manifest are written, each whole, into the working folder.
 *   <li>The request is deleted. A working folder with a manifest and without a request is complete.
 *   <li>What only the trial's processes needed is taken away.
 *   <li>Older evidence of the trial, which was not {@code ok} or from other code, is moved aside.
 *   <li>The working folder is renamed to its place.
 * </ol>
 *
 * A run that was killed after the second step is finished by {@link #recover}.
 *
 * <p>A trial that was killed, from outside, at its wall limit or by a disk that did not take what
 * the host wrote, keeps its request and its checkpoint, and goes on from there when it is begun
 * again. Any other that did not end well is begun anew: what broke it may be in the checkpoint.
 */
public final class TrialWork {
  private static final Set<TrialStatus> KILLED =
      Collections.unmodifiableSet(EnumSet.of(TrialStatus.KILLED, TrialStatus.TIMEOUT));

  private static final Set<TrialStatus> WORTH_KEEPING =
      Collections.unmodifiableSet(
          EnumSet.of(TrialStatus.OK, TrialStatus.KILLED, TrialStatus.TIMEOUT));

  private final TrialFolder finished;
  private final TrialFolder working;
  private final Path aside;
  private final TrialFiles files;
  private final PlannedTrial trial;

  /** The work on a trial of a run. */
  public TrialWork(RunFolder run, PlannedTrial trial) {
    this.trial = trial;
    this.finished = run.trial(trial);
    this.working = run.working(trial);
    this.aside = run.working().resolve(trial.id() + ".old");
    this.files = new TrialFiles(working);
  }

  /** The files that its processes work on. */
  public TrialFiles files() {
    return files;
  }

  /** Completes a commit that was cut short, wherever that was. */
  public void recover() throws IOException {
    if (Files.exists(working.manifest()) && files.request().isEmpty()) {
      complete();
    } else if (Files.exists(finished.path())) {
      FileTree.delete(aside);
    }
  }

  /**
   * Prepares the working folder: as it was left, if that was by the same request, else empty.
   *
   * @return the request that was written, with the number of this attempt
   */
  public TrialRequest begin(TrialRequest request) throws IOException, InterruptedException {
    if (!Files.exists(working.path()) && finishedAs(KILLED)) {
      Files.createDirectories(working.path().getParent());
      Files.move(finished.path(), working.path(), StandardCopyOption.ATOMIC_MOVE);
    }
    if (Files.isSymbolicLink(working.path())) {
      // Wherever it leads is not the run's to write to.
      Files.delete(working.path());
    }
    try (TrialLock free = TrialLock.take(files.lock())) {
      Optional<TrialRequest> before = files.request();
      boolean same = before.isPresent() && before.get().sameWorkAs(request);
      if (!same) {
        FileTree.delete(working.path());
      }
      Files.deleteIfExists(working.manifest());
      Files.deleteIfExists(working.timings());
      TrialRequest begun = request.attempt(same ? before.get().attempt() + 1 : 1);
      files.request(begun);
      return begun;
    }
  }

  private boolean finishedAs(Set<TrialStatus> statuses) {
    return Files.exists(finished.path())
        && statuses.contains(Manifest.read(finished.manifest()).status());
  }

  /**
   * Puts the trial in its place, instead of what may have been there. Good evidence, which was to
   * be replaced, stays where this attempt was only killed.
   */
  public void commit(Manifest manifest, Timings timings) throws IOException {
    if (KILLED.contains(manifest.status()) && finishedAs(EnumSet.of(TrialStatus.OK))) {
      return;
    }
    timings.write(working.timings());
    manifest.write(working.manifest());
    if (KILLED.contains(manifest.status())) {
      moveIn();
    } else {
      files.forgetRequest();
      complete();
    }
  }

  /**
   * Puts down that the trial could not be begun. What an interrupted attempt can go on from stays,
   * and so does good evidence that was to be replaced: a dataset that is missing today may be there
   * tomorrow.
   */
  public void skip(Manifest manifest, Timings timings) throws IOException {
    if (files.request().isEmpty() && !finishedAs(WORTH_KEEPING)) {
      commit(manifest, timings);
    }
  }

  private void complete() throws IOException {
    // Policies along online training are behaviours, which datasets are recorded from.
    files.tidy(trial.online() ? Integer.MAX_VALUE : trial.protocol().checkpoint().count());
    moveIn();
  }

  private void moveIn() throws IOException {
    FileTree.delete(aside);
    Files.createDirectories(finished.path().getParent());
    if (Files.exists(finished.path())) {
      Files.move(finished.path(), aside, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(working.path(), finished.path(), StandardCopyOption.ATOMIC_MOVE);
    FileTree.delete(aside);
  }
}
