package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.DatasetView;
import dev.visor.api.LearningMode;
import dev.visor.api.Observation;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every algorithm that learns from datasets must keep to, tried on {@link ToyReach} in the
 * profile {@code smoke}. Extend it, and say which algorithm it is:
 *
 * <pre>{@code
 * class MyAlgorithmContractTest extends AlgorithmContract {
 *   @Override
 *   protected Algorithm algorithm() {
 *     return new MyAlgorithm();
 *   }
 * }
 * }</pre>
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // against a training that never ends
public abstract class AlgorithmContract extends AlgorithmBasics {
  @Override
  final LearningMode mode() {
    return LearningMode.OFFLINE;
  }

  /** What it has to reach to show that it learns; asked only if it has updates. */
  protected LearningGoal goal() {
    return LearningGoal.DEFAULT;
  }

  /** Whether training draws random numbers, so that another seed gives another policy. */
  protected boolean dependsOnSeed() {
    return true;
  }

  /**
   * Parameters beside the profile's, by name, in everything that is tried: for a variant of an
   * algorithm, whose code goes other ways and has other weights to save.
   */
  protected Map<String, String> parameters() {
    return Map.of();
  }

  private ToyTrial trial(long seed) {
    return ToyTrial.of(algorithm(), Profile.SMOKE, parameters(), seed);
  }

  /** Trains for {@link #goal}, and compares the score with a random policy's. */
  @Test
  public void itLearns() throws IOException {
    LearningGoal goal = goal();
    Map<String, String> parameters = new HashMap<>(parameters());
    parameters.putAll(goal.parameters());
    ToyTrial trial = ToyTrial.of(algorithm(), goal.profile(), parameters, 1).on(goal.kind());

    double score = trial.score(trial.train(), 20);

    if (updates(trial) == 0) {
      assertThat(score).as("score of an algorithm without updates").isBetween(-15.0, 15.0);
    } else {
      assertThat(score).as("score after training").isGreaterThanOrEqualTo(goal.score());
    }
  }

  /** Counts the updates of a training. */
  @Test
  public void itMakesAsManyUpdatesAsItSays() throws IOException {
    try (OfflineTrainer trainer = algorithm().offline(trial(1))) {
      long updates = trainer.updates();
      assertThat(trainer.policyFrom()).isBetween(0L, updates);
      double share = 0;
      for (long done = 0; done < updates; done++) {
        assertThat(trainer.done()).isEqualTo(done);
        trainer.step();
        assertThat(trainer.shareDone()).as("share done").isBetween(share, 1.0);
        share = trainer.shareDone();
      }
      assertThat(trainer.done()).isEqualTo(updates).isEqualTo(trainer.updates());
      assertThat(trainer.shareDone()).as("share done at the end").isEqualTo(1);
    }
  }

  /** Trains twice with one seed. */
  @Test
  public void theSameSeedGivesTheSamePolicy() throws IOException {
    assertThat(trial(1).train()).isEqualTo(trial(1).train());
  }

  /** Trains with two seeds. */
  @Test
  public void anotherSeedGivesAnotherPolicyIfTrainingDrawsAtRandom() throws IOException {
    byte[] one = trial(1).train();
    byte[] other = trial(2).train();

    if (dependsOnSeed()) {
      assertThat(one).isNotEqualTo(other);
    } else {
      assertThat(one).isEqualTo(other);
    }
  }

  /** Saves, throws the trainer away and takes up again: at the start, on the way, at the end. */
  @Test
  public void interruptedTrainingEndsWithTheSamePolicy() throws IOException {
    long updates = updates(trial(1));
    Set<Long> moments =
        new TreeSet<>(List.of(0L, Math.min(1, updates), updates / 3, updates / 2, updates));

    assertThat(trial(1).trainInterrupted(new ArrayList<>(moments))).isEqualTo(trial(1).train());
  }

  /** Writes a policy and a checkpoint after every update of one of two trainings. */
  @Test
  public void writingOnTheWayChangesNothing() throws IOException {
    ToyTrial trial = trial(1);
    byte[] written;
    try (OfflineTrainer trainer = algorithm().offline(trial)) {
      while (trainer.done() < trainer.updates()) {
        trainer.step();
        trainer.save(OutputStream.nullOutputStream());
        if (trainer.done() > trainer.policyFrom()) {
          trainer.writePolicy(OutputStream.nullOutputStream());
        }
      }
      written = ToyTrial.policy(trainer);
    }
    assertThat(written).isEqualTo(trial(1).train());
  }

  /** Reads one policy twice, and lets both act in the same episodes in another order. */
  @Test
  public void aPolicyReadTwiceActsTheSame() throws IOException {
    ToyTrial trial = trial(1);
    byte[] bytes = trial.train();

    try (Policy one = trial.read(bytes);
        Policy other = trial.read(bytes)) {
      float[][] first = actions(one, 0);
      float[][] second = actions(one, 1);

      assertThat(actions(other, 1)).as("episode 1 before episode 0").isDeepEqualTo(second);
      assertThat(actions(other, 0)).as("episode 0 after episode 1").isDeepEqualTo(first);
    }
  }

  /** Looks at the data, and at pictures that no data has. */
  @Test
  public void actionsAreFiniteInBoundsAndOfTheRightLength() throws IOException {
    ToyTrial trial = trial(1);
    int size = trial.spec().observation().imageBytes();
    byte[] white = new byte[size];
    Arrays.fill(white, (byte) 255);

    try (Policy policy = trial.read(trial.train())) {
      List<float[]> actions = new ArrayList<>(List.of(actions(policy, 0)));
      actions.add(policy.act(new Observation(new byte[size], new float[2])));
      actions.add(policy.act(new Observation(white, new float[2])));
      for (float[] action : actions) {
        assertThat(action).hasSize(trial.spec().actionSize());
        for (float value : action) {
          assertThat(value).isBetween(-1f, 1f);
        }
      }
      assertThat(actions.get(0))
          .as("an action is the caller's to keep")
          .isNotSameAs(actions.get(1));
    }
  }

  /** Reads nothing, half a policy, and something else. */
  @Test
  public void whatIsNoPolicyIsRefused() throws IOException {
    ToyTrial trial = trial(1);
    byte[] bytes = trial.train();
    byte[] other = bytes.clone();
    Arrays.fill(other, (byte) '?');

    for (byte[] broken : List.of(new byte[0], Arrays.copyOf(bytes, bytes.length / 2), other)) {
      assertThatThrownBy(() -> trial.read(broken)).isInstanceOf(IOException.class);
    }
  }

  /** Takes a step while it is asked to stop, and closes a trainer at different moments. */
  @Test
  public void itStopsWhenItIsAskedTo() throws IOException {
    OfflineTrainer unused = algorithm().offline(trial(1));
    unused.close();

    ToyTrial cancelled = trial(1).until(() -> true);
    OfflineTrainer trainer = algorithm().offline(cancelled);
    if (trainer.updates() > 0) {
      trainer.step();
      assertThat(trainer.done()).isLessThanOrEqualTo(1);
    }
    trainer.close();
    trainer.close();
  }

  /** Compares the threads before and after a training; the first one starts the natives'. */
  @Test
  public void itLeavesNoThreadBehind() throws IOException, InterruptedException {
    ToyTrial first = trial(1);
    first.score(first.train(), 1);
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    ToyTrial second = trial(2);
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

  private long updates(ToyTrial trial) throws IOException {
    try (OfflineTrainer trainer = algorithm().offline(trial)) {
      return trainer.updates();
    }
  }

  /** What a policy does along an episode of the data. */
  private static float[][] actions(Policy policy, int episode) {
    DatasetView data = ToyTrial.dataset("medium-replay");
    byte[] image = new byte[data.observation().imageBytes()];
    float[] proprio = new float[data.observation().proprio()];
    float[][] actions = new float[data.length(episode)][];
    policy.reset(RandomStream.of("contract", Integer.toString(episode)));
    for (int t = 0; t < actions.length; t++) {
      data.images(episode, t, 1, image, 0);
      data.proprio(episode, t, 1, proprio, 0);
      actions[t] = policy.act(new Observation(image.clone(), proprio.clone()));
    }
    return actions;
  }
}
