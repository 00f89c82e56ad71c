package dev.visor.plugin.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.visor.api.RandomStream;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.plugin.sac.PlainSoftActorCritic.Weights;
import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoftActorCriticTest {
  private static final int STATES = 5;
  private static final int ACTIONS = 2;
  private static final double ALPHA = 0.3;
  private static final SacParameters SMALL =
      new SacParameters(12, 1e-3, 0.9, 0.1, 2, 16, 0, 1, 100, ALPHA, 1);

  private final Workspace workspace = new Workspace();
  private final SoftActorCritic.Batch batch = batch(SMALL.batch());
  private final SoftActorCritic agent = agent(SMALL);
  private final PlainSoftActorCritic plain = new PlainSoftActorCritic(SMALL, batch);
  private final Weights actor = Weights.of(agent.actorWeights());
  private final Weights critics = Weights.of(agent.critics().current().parameters());

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void theCriticsLoss_andItsGradient_areThoseOfTheDefinition() {
    Weights targets = Weights.of(agent.critics().targets().parameters());
    double found = agent.criticLoss(batch);

    ToDoubleFunction<Weights> loss = w -> plain.criticLoss(w, targets, actor, ALPHA);
    assertThat(found).isCloseTo(loss.applyAsDouble(critics), within(1e-4 * found));
    assertGradient(agent.critics().gradient().parameters(), critics, loss);
  }

  @Test
  void theActorsLoss_andItsGradient_areThoseOfTheDefinition() {
    double found = agent.actorLoss(batch);

    ToDoubleFunction<Weights> loss = w -> plain.actorLoss(critics, w, ALPHA);
    assertThat(found).isCloseTo(loss.applyAsDouble(actor), within(1e-4));
    assertGradient(agent.actorGradient(), actor, loss);
  }

  @Test
  void theTemperaturesSlope_isThatOfTheDefinition() {
    agent.actorLoss(batch);
    double logAlpha = Math.log(ALPHA);
    double slope =
        (plain.temperatureLoss(actor, logAlpha + 1e-5)
                - plain.temperatureLoss(actor, logAlpha - 1e-5))
            / 2e-5;
    assertThat(agent.temperature()).isCloseTo((float) ALPHA, within(1e-6f));
    assertThat(agent.temperatureSlope()).isCloseTo(slope, within(1e-4));
  }

  @Test
  void whereOnlyRewardsCount_manyUpdatesOnOneBatchFitThem() {
    SacParameters rewardsOnly = new SacParameters(12, 1e-2, 0, 0.1, 2, 16, 0, 1, 100, ALPHA, 1);
    SoftActorCritic regression = agent(rewardsOnly);
    double before = regression.criticLoss(batch);
    SoftActorCritic.Losses losses = new SoftActorCritic.Losses();
    for (int i = 0; i < 300; i++) {
      regression.update(batch, losses);
    }
    assertThat(losses.finite).isTrue();
    assertThat(losses.critics).isLessThan(0.05 * before);
  }

  @Test
  void theTemperatureFalls_whileThereIsMoreEntropyThanWanted_andRisesWhileThereIsLess() {
    SoftActorCritic.Losses losses = new SoftActorCritic.Losses();
    float before = agent.temperature();
    agent.update(batch, losses);
    boolean more = losses.entropy > -ACTIONS;
    assertThat(agent.temperature() < before).isEqualTo(more);
    assertThat(agent.temperature()).isNotEqualTo(before);
  }

  @Test
  void whereANumberIsNotFinite_theUpdateSaysSo() {
    batch.rewards()[3] = Float.NaN;
    SoftActorCritic.Losses losses = new SoftActorCritic.Losses();
    agent.update(batch, losses);
    assertThat(losses.finite).isFalse();
  }

  @Test
  void twoAgentsFromOneSeed_haveTheSameBitsAfterManyUpdates() {
    SoftActorCritic other = agent(SMALL);
    SoftActorCritic.Losses losses = new SoftActorCritic.Losses();
    for (int i = 0; i < 200; i++) {
      agent.update(batch, losses);
      other.update(batch, losses);
    }
    assertThat(other.actorWeights().values().toArray())
        .isEqualTo(agent.actorWeights().values().toArray());
    assertThat(other.critics().targets().parameters().values().toArray())
        .isEqualTo(agent.critics().targets().parameters().values().toArray());
    assertThat(other.temperature()).isEqualTo(agent.temperature());
  }

  @Test
  void anUpdateWithItsBatch_allocatesNothing() {
    ReplayBuffer buffer = new ReplayBuffer(100, STATES, ACTIONS);
    for (int i = 0; i < 50; i++) {
      buffer.add(new float[STATES], new float[ACTIONS], i, true, new float[STATES]);
    }
    RandomStream random = RandomStream.of("allocation");
    SoftActorCritic.Losses losses = new SoftActorCritic.Losses();
    Runnable update =
        () -> {
          buffer.sample(random, batch);
          batch.drawNoise(random);
          agent.update(batch, losses);
        };
    for (int i = 0; i < 200; i++) {
      update.run();
    }
    assertThat(allocatedBy(update)).isZero();
  }

  /**
   * Bytes of heap that fifty updates take: the least of some rounds, for the JVM takes some too.
   */
  private static long allocatedBy(Runnable update) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 6; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 50; i++) {
        update.run();
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }

  private static void assertGradient(Parameters found, Weights at, ToDoubleFunction<Weights> loss) {
    for (String name : found.names()) {
      float[] slopes = found.get(name);
      for (int i = 0; i < slopes.length; i++) {
        assertThat((double) slopes[i])
            .as("%s[%d]", name, i)
            .isCloseTo(at.slope(name, i, loss), within(2e-4));
      }
    }
  }

  private SoftActorCritic agent(SacParameters parameters) {
    return new SoftActorCritic(workspace, parameters, STATES, ACTIONS, RandomStream.of("agent"));
  }

  /** Standard Gaussian draws, except that actions are within their bounds; the fourth row ends. */
  private static SoftActorCritic.Batch batch(int rows) {
    SoftActorCritic.Batch batch = SoftActorCritic.Batch.of(rows, STATES, ACTIONS);
    RandomStream random = RandomStream.of("batch");
    batch.drawNoise(random);
    for (int i = 0; i < rows * STATES; i++) {
      batch.states()[i] = (float) random.nextGaussian();
      batch.nextStates()[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < rows * ACTIONS; i++) {
      batch.actions()[i] = 2 * random.nextFloat() - 1;
    }
    for (int i = 0; i < rows; i++) {
      batch.rewards()[i] = (float) random.nextGaussian();
      batch.continues()[i] = i == 3 ? 0 : 1;
    }
    return batch;
  }
}
