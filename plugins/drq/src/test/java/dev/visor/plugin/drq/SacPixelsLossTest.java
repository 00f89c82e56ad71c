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

class SacPixelsLossTest {
  private static final int LAYERS = ActorCriticAgent.LAYERS;
  private static final double ALPHA = 0.3;
  private static final SacPixelsParameters SMALL =
      new SacPixelsParameters(
          1, ROWS, 1e-3, 0.9, 1, 0.1, 3, EncoderKind.STRIDED, 4, 16, 0, 0, ALPHA);

  private final Workspace workspace = new Workspace();
  private final Batch batch = SmallBatch.draw();
  private final SacPixelsLoss agent =
      new SacPixelsLoss(
          workspace,
          SMALL,
          new PixelActor.Form(FEATURES, ACTIONS, LAYERS, 16, true),
          RandomStream.of("agent"));

  /** For the next actions and the actor's own, row by row, as the agent draws them. */
  private final double[][] noise = new double[2][ROWS * ACTIONS];

  /** Actions with ln π. */
  private record Drawn(double[] action, double logDensity) {}

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

  private static Drawn act(PlainNetworks actor, double[] features, double[] noise, int row) {
    double[] raw = actor.perceptron("actor", LAYERS, actor.trunk("trunk", features));
    double[] action = new double[ACTIONS];
    double logDensity = 0;
    for (int i = 0; i < ACTIONS; i++) {
      double log = -10 + 6 * (Math.tanh(raw[ACTIONS + i]) + 1);
      double z = noise[row * ACTIONS + i];
      action[i] = Math.tanh(raw[i] + Math.exp(log) * z);
      logDensity += -0.5 * z * z - log - 0.5 * Math.log(2 * Math.PI);
      logDensity -= Math.log(1 - action[i] * action[i]);
    }
    return new Drawn(action, logDensity);
  }

  @Test
  void theCriticsLoss_andItsGradient_areThoseOfTheDefinition() {
    float[] byFeatures = new float[ROWS * FEATURES];
    double found = agent.criticLoss(batch, byFeatures);

    PlainNetworks actor =
        PlainNetworks.of(agent.actor().weights()).put("next", batch.nextFeatures());
    PlainNetworks targets = PlainNetworks.of(agent.critics().targets());
    double[] wanted = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double[] next = actor.row("next", row, FEATURES);
      Drawn drawn = act(actor, next, noise[0], row);
      double soft = targets.lowest(LAYERS, next, drawn.action()) - ALPHA * drawn.logDensity();
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * soft;
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
  void theActorsLoss_itsGradient_andTheTemperaturesSlope_areThoseOfTheDefinition() {
    double found = agent.actorLoss(batch);
    double slope = agent.temperatureSlope(ROWS);

    PlainNetworks critics =
        PlainNetworks.of(agent.critics().weights()).put("features", batch.features());
    PlainNetworks actor = PlainNetworks.of(agent.actor().weights());
    ToDoubleFunction<PlainNetworks> loss =
        networks -> {
          double sum = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] features = critics.row("features", row, FEATURES);
            Drawn drawn = act(networks, features, noise[1], row);
            double lowest = critics.lowest(LAYERS, features, drawn.action());
            sum += (ALPHA * drawn.logDensity() - lowest) / ROWS;
          }
          return sum;
        };
    assertThat(found).isCloseTo(loss.applyAsDouble(actor), within(1e-4));
    actor.assertGradient(agent.actor().gradient(), loss);

    double mean = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] features = critics.row("features", row, FEATURES);
      mean += act(actor, features, noise[1], row).logDensity() / ROWS;
    }
    assertThat(agent.temperature()).isCloseTo((float) ALPHA, within(1e-6f));
    assertThat(slope).isCloseTo(-ALPHA * (mean - ACTIONS), within(1e-4));
  }
}
