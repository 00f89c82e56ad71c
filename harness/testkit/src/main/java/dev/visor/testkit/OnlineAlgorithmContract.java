package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.LearningMode;
import dev.visor.api.Observation;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every algorithm that learns in an environment must keep to, tried on {@link ToyReach} in the
 * profile {@code smoke}. Extend it, and say which algorithm it is; see {@link AlgorithmContract}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // against a training that never ends
public abstract class OnlineAlgorithmContract extends AlgorithmBasics {
  /** Seven episodes, and a part of the eighth. */
  private static final long STEPS = 450;

  @Override
  final LearningMode mode() {
    return LearningMode.ONLINE;
  }

  /** What it has to reach to show that it learns. */
  protected OnlineLearningGoal goal() {
    return OnlineLearningGoal.DEFAULT;
  }

  private OnlineToyTrial trial(long seed) {
    return OnlineToyTrial.of(algorithm(), Profile.SMOKE, Map.of(), STEPS, seed);
  }

  /** Trains for {@link #goal}, and compares the score with a random policy's. */
  @Test
  public void itLearns() throws IOException {
    OnlineLearningGoal goal = goal();
    OnlineToyTrial trial =
        OnlineToyTrial.of(
            algorithm(), goal.profile(), goal.parameters(), goal.environmentSteps(), 1);

    assertThat(trial.score(trial.train(), 20))
        .as("score after training")
        .isGreaterThanOrEqualTo(goal.score());
  }

  /** Counts the control steps of every step of training. */
  @Test
  public void eachStepGoesOnInTheEnvironmentAndNoneBeyondTheBudget() {
    OnlineToyTrial trial = trial(1);
    try (OnlineTrainer trainer = algorithm().online(trial)) {
      assertThat(trainer.updates()).isZero();
      assertThat(trial.environmentSteps()).as("steps before the first").isZero();
      while (trial.environmentSteps() < STEPS) {
        long before = trial.environmentSteps();
        long updates = trainer.updates();
        trainer.step();
        assertThat(trial.environmentSteps()).as("after step %d", before).isGreaterThan(before);
        assertThat(trainer.updates()).isGreaterThanOrEqualTo(updates);
      }
      assertThat(trainer.updates()).as("updates in all").isPositive();
    }
  }

  /** Trains twice with one seed. */
  @Test
  public void theSameSeedGivesTheSamePolicy() throws IOException {
    assertThat(trial(1).train()).isEqualTo(trial(1).train());
  }

  /** Trains with two seeds. */
  @Test
  public void anotherSeedGivesAnotherPolicy() throws IOException {
    assertThat(trial(1).train()).isNotEqualTo(trial(2).train());
  }

  /**
   * Saves, throws trainer and environment away and takes up again: at the start, in the middle of
   * an episode, between two, and at the end.
   */
  @Test
  public void interruptedTrainingEndsWithTheSamePolicy() throws IOException {
    List<Long> moments = List.of(0L, 2L, 60L, 146L, 300L, STEPS);

    assertThat(trial(1).trainInterrupted(moments)).isEqualTo(trial(1).train());
  }

  /** Writes a policy and a checkpoint after every step of one of two trainings. */
  @Test
  public void writingOnTheWayChangesNothing() throws IOException {
    OnlineToyTrial trial = trial(1);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (OnlineTrainer trainer = algorithm().online(trial)) {
      while (trial.environmentSteps() < STEPS) {
        trainer.step();
        trainer.save(OutputStream.nullOutputStream());
        trainer.writePolicy(OutputStream.nullOutputStream());
      }
      trainer.writePolicy(written);
    }
    assertThat(written.toByteArray()).isEqualTo(trial(1).train());
  }

  /** Reads one policy twice, and lets both act in the same episodes in another order. */
  @Test
  public void aPolicyReadTwiceActsTheSame() throws IOException {
    OnlineToyTrial trial = trial(1);
    byte[] bytes = trial.train();

    try (Policy one = trial.read(bytes);
        Policy other = trial.read(bytes)) {
      float[][] first = actions(trial, one, 0);
      float[][] second = actions(trial, one, 1);

      assertThat(actions(trial, other, 1)).as("episode 1 before episode 0").isDeepEqualTo(second);
      assertThat(actions(trial, other, 0)).as("episode 0 after episode 1").isDeepEqualTo(first);
    }
  }

  /** Looks at an episode, and at places where no episode leads. */
  @Test
  public void actionsAreFiniteInBoundsAndOfTheRightLength() throws IOException {
    OnlineToyTrial trial = trial(1);
    Observation far =
        new Observation(
            new byte[trial.spec().observation().imageBytes()], new float[] {-1000, 1000});

    try (Policy policy = trial.read(trial.train())) {
      float[] last = policy.act(far);
      assertThat(policy.act(far)).as("an action is the caller's to keep").isNotSameAs(last);
      float[][] actions = Arrays.copyOf(actions(trial, policy, 0), 31);
      actions[30] = last;
      for (float[] action : actions) {
        assertThat(action).hasSize(trial.spec().actionSize());
        for (float value : action) {
          assertThat(value).isBetween(-1f, 1f);
        }
      }
    }
  }

  /** Reads nothing, half a policy, and something else. */
  @Test
  public void whatIsNoPolicyIsRefused() throws IOException {
    OnlineToyTrial trial = trial(1);
    byte[] bytes = trial.train();
    byte[] other = bytes.clone();
    Arrays.fill(other, (byte) '?');

    for (byte[] broken : List.of(new byte[0], Arrays.copyOf(bytes, bytes.length / 2), other)) {
      assertThatThrownBy(() -> trial.read(broken)).isInstanceOf(IOException.class);
    }
  }

  /** Takes a step while it is asked to stop, and closes a trainer at different moments. */
  @Test
  public void itStopsWhenItIsAskedTo() {
    OnlineTrainer unused = algorithm().online(trial(1));
    unused.close();

    OnlineToyTrial cancelled = trial(1).until(() -> true);
    OnlineTrainer trainer = algorithm().online(cancelled);
    trainer.step();
    assertThat(cancelled.environmentSteps()).isLessThan(STEPS);
    trainer.close();
    trainer.close();
  }

  /** Compares the threads before and after a training; the first one starts the natives'. */
  @Test
  public void itLeavesNoThreadBehind() throws IOException, InterruptedException {
    trial(1).train();
    final Set<Thread> before = Thread.getAllStackTraces().keySet();

    OnlineToyTrial second = trial(2);
    second.score(second.train(), 1);

    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(2_000);
    }
    assertThat(
            left.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.toSet()))
        .isEmpty();
  }

  /** What a policy does in an episode. */
  private static float[][] actions(OnlineToyTrial trial, Policy policy, int episode) {
    return trial.play(policy, episode).stream()
        .map(OnlineToyTrial.Step::action)
        .toArray(float[][]::new);
  }
}
