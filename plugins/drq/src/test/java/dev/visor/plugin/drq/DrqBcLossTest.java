package dev.visor.plugin.drq;

import static dev.visor.plugin.drq.SmallBatch.ACTIONS;
import static dev.visor.plugin.drq.SmallBatch.FEATURES;
import static dev.visor.plugin.drq.SmallBatch.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.nn.Workspace;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrqBcLossTest {
  private static final int LAYERS = ActorCriticAgent.LAYERS;
  private static final float DEVIATION = 0.4f;
  private static final DrqBcParameters SMALL =
      new DrqBcParameters(
          1,
          ROWS,
          1e-3,
          0.9,
          3,
          0.1,
          3,
          EncoderKind.STRIDED,
          4,
          16,
          0,
          0,
          EncoderTeachers.BOTH,
          2.5,
          1,
          0.1,
          5,
          0.3);

  private final Workspace workspace = new Workspace();
  private final Batch batch = SmallBatch.draw();
  private final DrqBcLoss agent =
      new DrqBcLoss(
          workspace,
          SMALL,
          new PixelActor.Form(FEATURES, ACTIONS, LAYERS, 16, false),
          RandomStream.of("agent"));

  /** For the next actions and the actor's own, row by row, as the agent draws them. */
  private final double[][] noise = new double[2][ROWS * ACTIONS];

  @BeforeEach
  void draw() {
    SmallBatch.disturb(agent.actor().weights(), "actor");
    SmallBatch.disturb(agent.critics().weights(), "critics");
    SmallBatch.disturb(agent.critics().targets(), "targets");
    agent.drawNoise(RandomStream.of("noise"));
    RandomStream again = RandomStream.of("noise");
    for (int i = 0; i < ROWS * ACTIONS; i++) {
      noise[0][i] = again.nextGaussian();
      noise[1][i] = again.nextGaussian();
    }
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  /** μ + clipped noise, clipped. */
  private static double[] around(double[] means, double[] noise, int row) {
    double[] action = new double[ACTIONS];
    for (int i = 0; i < ACTIONS; i++) {
      double offset = Math.max(-0.3, Math.min(0.3, DEVIATION * noise[row * ACTIONS + i]));
      action[i] = Math.max(-1, Math.min(1, means[i] + offset));
    }
    return action;
  }

  @Test
  void theCriticsLoss_andItsGradient_areThoseOfTheDefinition() {
    float[] byFeatures = new float[ROWS * FEATURES];
    double found = agent.criticLoss(batch, DEVIATION, byFeatures);

    PlainNetworks actor =
        PlainNetworks.of(agent.actor().weights()).put("next", batch.nextFeatures());
    PlainNetworks targets = PlainNetworks.of(agent.critics().targets());
    double[] wanted = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double[] next = actor.row("next", row, FEATURES);
      double[] nextAction = around(actor.actions(LAYERS, next), noise[0], row);
      wanted[row] =
          batch.rewards()[row] + batch.discounts()[row] * targets.lowest(LAYERS, next, nextAction);
    }
    ToDoubleFunction<PlainNetworks> loss = networks -> networks.squaredErrors(LAYERS, wanted);
    PlainNetworks critics =
        PlainNetworks.of(agent.critics().weights())
            .put("features", batch.features())
            .put("actions", batch.actions());
    assertThat(found).isCloseTo(loss.applyAsDouble(critics), within(1e-4 * found));
    critics.assertGradient(agent.critics().gradient(), loss);
    critics.assertGradient("features", byFeatures, loss);
  }

  @Test
  void theActorsLoss_andItsGradient_areThoseOfTheDefinition() {
    double found = agent.actorLoss(batch, DEVIATION);

    PlainNetworks critics =
        PlainNetworks.of(agent.critics().weights())
            .put("features", batch.features())
            .put("actions", batch.actions());
    PlainNetworks actor =
        PlainNetworks.of(agent.actor().weights()).put("features", batch.features());
    // What is added to the means, and λ: neither has a gradient.
    double[][] offsets = new double[ROWS][ACTIONS];
    double size = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] features = critics.row("features", row, FEATURES);
      double[] means = actor.actions(LAYERS, features);
      double[] action = around(means, noise[1], row);
      for (int i = 0; i < ACTIONS; i++) {
        offsets[row][i] = action[i] - means[i];
      }
      size += Math.abs(critics.lowest(LAYERS, features, action)) / ROWS;
    }
    double lambda = 2.5 / size;
    ToDoubleFunction<PlainNetworks> loss =
        networks -> {
          double sum = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] features = critics.row("features", row, FEATURES);
            double[] action = networks.actions(LAYERS, networks.row("features", row, FEATURES));
            for (int i = 0; i < ACTIONS; i++) {
              action[i] += offsets[row][i];
              double difference = action[i] - batch.actions()[row * ACTIONS + i];
              sum += difference * difference / (ROWS * ACTIONS);
            }
            sum -= lambda * critics.lowest(LAYERS, features, action) / ROWS;
          }
          return sum;
        };
    assertThat(found).isCloseTo(loss.applyAsDouble(actor), within(1e-4));
    actor.assertGradient(agent.actor().gradient(), loss);
    actor.assertGradient("features", agent.actorByFeatures().orElseThrow(), loss);
  }

  @Test
  void anUpdate_bringsTargetsNearer_andSaysWhatItDid() {
    float before = distance();
    Report report = agent.update(batch, 0, new float[ROWS * FEATURES]);
    assertThat(report.norms()).isPositive().isFinite();
    assertThat(distance()).isLessThan(before);
  }

  private float distance() {
    float[] current = agent.critics().weights().values().toArray();
    float[] targets = agent.critics().targets().values().toArray();
    float sum = 0;
    for (int i = 0; i < current.length; i++) {
      sum += Math.abs(current[i] - targets[i]);
    }
    return sum;
  }
}
