package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Cancellation;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two places and four trials: one breaks, or the run is interrupted, while another is under way.
 */
@Timeout(60)
class TrialQueueTest {
  /** What a trial takes to write its checkpoint when it is asked to stop. */
  private static final long LAST_STEP_MILLIS = 300;

  @TempDir Path place;

  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final Set<String> checkpointed = ConcurrentHashMap.newKeySet();
  private final CountDownLatch bothBegun = new CountDownLatch(2);
  private List<PlannedTrial> trials = List.of();

  @BeforeEach
  void makeAPlan() {
    trials =
        new ToyRun(place, place.resolve("home"))
            .plan(ToyRun.mischief("1m", "throw").replace("seeds: 1", "seeds: 2"))
            .trials();
  }

  @Test
  void theOthersHaveStoppedByTheirCheckpoints_whenEvidenceCannotBeWritten() {
    IOException full = new IOException("No space left on device");

    IOException failure =
        catchThrowableOfType(
            IOException.class,
            () ->
                queue()
                    .work(
                        2,
                        (trial, job, cancellation) -> {
                          begin(trial);
                          if (job == 0) {
                            throw full;
                          }
                          return checkpoint(trial, cancellation);
                        }));

    assertThat(failure).isSameAs(full);
    assertThat(begun).hasSize(2);
    assertThat(checkpointed).hasSize(1);
  }

  @Test
  void theFirstFailureIsTold_andWhatFailsWhileTheOthersStopIsSuppressedInIt() {
    IllegalStateException first = new IllegalStateException("of the second place");
    IOException second = new IOException("of the first place, later");

    IllegalStateException failure =
        catchThrowableOfType(
            IllegalStateException.class,
            () ->
                queue()
                    .work(
                        2,
                        (trial, job, cancellation) -> {
                          begin(trial);
                          if (job == 1) {
                            throw first;
                          }
                          checkpoint(trial, cancellation);
                          throw second;
                        }));

    assertThat(failure).isSameAs(first).hasSuppressedException(second);
  }

  @Test
  void trialsHaveStopped_whenTheThreadThatWaitsForThemIsInterrupted() {
    Thread waiting = Thread.currentThread();

    InterruptedException failure =
        catchThrowableOfType(
            InterruptedException.class,
            () ->
                queue()
                    .work(
                        2,
                        (trial, job, cancellation) -> {
                          begin(trial);
                          waiting.interrupt();
                          return checkpoint(trial, cancellation);
                        }));

    assertThat(failure).isNotNull();
    assertThat(begun).hasSize(2);
    assertThat(checkpointed).isEqualTo(begun);
  }

  @Test
  void everyTrialIsCarriedOutOnce_whenNothingBreaks() throws Exception {
    int executed =
        queue()
            .work(
                2,
                (trial, job, cancellation) -> {
                  assertThat(begun.add(trial.id())).isTrue();
                  return Optional.of(TrialStatus.FAILED);
                });

    assertThat(executed).isEqualTo(4);
  }

  private TrialQueue queue() {
    return new TrialQueue(trials, /* failFast= */ false, new Interruption());
  }

  private void begin(PlannedTrial trial) throws InterruptedException {
    begun.add(trial.id());
    bothBegun.countDown();
    bothBegun.await();
  }

  private Optional<TrialStatus> checkpoint(PlannedTrial trial, Cancellation cancellation)
      throws InterruptedException {
    while (!cancellation.requested()) {
      Thread.sleep(1);
    }
    Thread.sleep(LAST_STEP_MILLIS);
    checkpointed.add(trial.id());
    return Optional.empty();
  }
}
