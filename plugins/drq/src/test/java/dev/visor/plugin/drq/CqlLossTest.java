package dev.visor.plugin.drq;

import static dev.visor.plugin.drq.SmallBatch.ACTIONS;
import static dev.visor.plugin.drq.SmallBatch.FEATURES;
import static dev.visor.plugin.drq.SmallBatch.ROWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CqlLossTest {
  private static final int LAYERS = ActorCriticAgent.LAYERS;
  private static final int SAMPLES = 2;
  private static final double ALPHA = 1.5;
  private static final float DEVIATION = 0.4f;
  private static final CqlParameters SMALL =
      new CqlParameters(
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
          ALPHA,
          SAMPLES,
          1,
          0.1,
          5,
          0.3);

  private final Workspace workspace = new Workspace();
  private final Batch batch = SmallBatch.draw();
  private final CqlLoss agent =
      new CqlLoss(
          workspace,
          SMALL,
          new PixelActor.Form(FEATURES, ACTIONS, LAYERS, 16, false),
          RandomStream.of("agent"));

  /** As the agent draws them, row by row. */
  private final double[] nextNoise = new double[ROWS * ACTIONS];

  private final double[] noise = new double[ROWS * ACTIONS];
  private final double[] uniform = new double[ROWS * SAMPLES * ACTIONS];
  private final double[] sampleNoise = new double[ROWS * SAMPLES * ACTIONS];
  private final double[] nextSampleNoise = new double[ROWS * SAMPLES * ACTIONS];

  @BeforeEach
  void draw() {
    SmallBatch.disturb(agent.actor().weights(), "actor");
    SmallBatch.disturb(agent.critics().weights(), "critics");
    SmallBatch.disturb(agent.critics().targets(), "targets");
    agent.drawNoise(RandomStream.of("noise"));
    RandomStream again = RandomStream.of("noise");
    for (int i = 0; i < noise.length; i++) {
      nextNoise[i] = again.nextGaussian();
      noise[i] = again.nextGaussian();
    }
    for (int i = 0; i < uniform.length; i++) {
      uniform[i] = 2 * again.nextFloat() - 1;
      sampleNoise[i] = again.nextGaussian();
      nextSampleNoise[i] = again.nextGaussian();
    }
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  /** An action of the actor with noise. */
  private static double[] around(double[] means, double[] noise, int index) {
    double[] action = new double[ACTIONS];
    for (int i = 0; i < ACTIONS; i++) {
      double offset = Math.max(-0.3, Math.min(0.3, DEVIATION * noise[index * ACTIONS + i]));
      action[i] = Math.max(-1, Math.min(1, means[i] + offset));
    }
    return action;
  }

  @Test
  void theCriticsLoss_andItsGradient_areThoseOfTheDefinition() {
    float[] byFeatures = new float[ROWS * FEATURES];
    double found = agent.criticLoss(batch, DEVIATION, byFeatures);

    PlainNetworks actor =
        PlainNetworks.of(agent.actor().weights())
            .put("next", batch.nextFeatures())
            .put("now", batch.features());
    PlainNetworks targets = PlainNetworks.of(agent.critics().targets());
    double[] wanted = new double[ROWS];
    List<List<double[]>> sampled = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      double[] next = actor.row("next", row, FEATURES);
      double[] nextMeans = actor.actions(LAYERS, next);
      double[] means = actor.actions(LAYERS, actor.row("now", row, FEATURES));
      wanted[row] =
          batch.rewards()[row]
              + batch.discounts()[row]
                  * targets.lowest(LAYERS, next, around(nextMeans, nextNoise, row));
      List<double[]> others = new ArrayList<>();
      for (int j = row * SAMPLES; j < (row + 1) * SAMPLES; j++) {
        others.add(new double[] {uniform[j * ACTIONS], uniform[j * ACTIONS + 1]});
        others.add(around(means, sampleNoise, j));
        others.add(around(nextMeans, nextSampleNoise, j));
      }
      sampled.add(others);
    }
    ToDoubleFunction<PlainNetworks> loss =
        critics -> {
          double sum = critics.squaredErrors(LAYERS, wanted);
          for (int row = 0; row < ROWS; row++) {
            double[] features = critics.row("features", row, FEATURES);
            for (int k = 1; k <= 2; k++) {
              double said = critics.said(k, LAYERS, row);
              double exponentials = Math.exp(said);
              for (double[] action : sampled.get(row)) {
                exponentials += Math.exp(critics.value(k, LAYERS, features, action));
              }
              sum += ALPHA * (Math.log(exponentials) - said) / ROWS;
            }
          }
          return sum;
        };
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
        PlainNetworks.of(agent.critics().weights()).put("features", batch.features());
    PlainNetworks actor = PlainNetworks.of(agent.actor().weights());
    // What is added to the means has no gradient.
    double[][] offsets = new double[ROWS][ACTIONS];
    for (int row = 0; row < ROWS; row++) {
      double[] means = actor.actions(LAYERS, critics.row("features", row, FEATURES));
      double[] action = around(means, noise, row);
      for (int i = 0; i < ACTIONS; i++) {
        offsets[row][i] = action[i] - means[i];
      }
    }
    ToDoubleFunction<PlainNetworks> loss =
        networks -> {
          double sum = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] features = critics.row("features", row, FEATURES);
            double[] action = networks.actions(LAYERS, features);
            for (int i = 0; i < ACTIONS; i++) {
              action[i] += offsets[row][i];
            }
            sum -= critics.lowest(LAYERS, features, action) / ROWS;
          }
          return sum;
        };
    assertThat(found).isCloseTo(loss.applyAsDouble(actor), within(1e-4));
    actor.assertGradient(agent.actor().gradient(), loss);
  }
}
