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

class IqlLossTest {
  private static final int LAYERS = ActorCriticAgent.LAYERS;
  private static final double EXPECTILE = 0.8;
  private static final double BETA = 2;
  private static final double GREATEST = 3;
  private static final IqlParameters SMALL =
      new IqlParameters(
          1,
          ROWS,
          1e-3,
          0.9,
          1,
          0.1,
          3,
          EncoderKind.STRIDED,
          4,
          16,
          0,
          0,
          EXPECTILE,
          BETA,
          GREATEST,
          false);

  private final Workspace workspace = new Workspace();
  private final Batch batch = SmallBatch.draw();
  private final IqlLoss agent =
      new IqlLoss(
          workspace,
          SMALL,
          new PixelActor.Form(FEATURES, ACTIONS, LAYERS, 16, false),
          RandomStream.of("agent"));
  private PlainNetworks targets = new PlainNetworks();

  @BeforeEach
  void disturb() {
    SmallBatch.disturb(agent.actor().weights(), "actor");
    SmallBatch.disturb(agent.critics().weights(), "critics");
    SmallBatch.disturb(agent.critics().targets(), "targets");
    SmallBatch.disturb(agent.value().weights(), "value");
    SmallBatch.disturb(agent.logDeviation(), "deviation");
    targets =
        PlainNetworks.of(agent.critics().targets())
            .put("features", batch.features())
            .put("actions", batch.actions());
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static double value(PlainNetworks networks, double[] features) {
    return networks.perceptron("value", LAYERS, networks.trunk("trunk", features))[0];
  }

  /** min Q̄(s, a) − V(s). */
  private double advantage(PlainNetworks networks, int row) {
    double lowest = Math.min(targets.said(1, LAYERS, row), targets.said(2, LAYERS, row));
    return lowest - value(networks, targets.row("features", row, FEATURES));
  }

  @Test
  void theLossOfTheStateValue_andItsGradient_areThoseOfTheDefinition() {
    double found = agent.valueLoss(batch);

    ToDoubleFunction<PlainNetworks> loss =
        networks -> {
          double sum = 0;
          for (int row = 0; row < ROWS; row++) {
            double u = advantage(networks, row);
            sum += (u < 0 ? 1 - EXPECTILE : EXPECTILE) * u * u / ROWS;
          }
          return sum;
        };
    PlainNetworks value = PlainNetworks.of(agent.value().weights());
    assertThat(found).isCloseTo(loss.applyAsDouble(value), within(1e-4));
    value.assertGradient(agent.value().gradient(), loss);
  }

  @Test
  void theCriticsLoss_andItsGradient_areThoseOfTheDefinition() {
    float[] byFeatures = new float[ROWS * FEATURES];
    double found = agent.criticLoss(batch, byFeatures);

    PlainNetworks value =
        PlainNetworks.of(agent.value().weights()).put("next", batch.nextFeatures());
    double[] wanted = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double next = value(value, value.row("next", row, FEATURES));
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * next;
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
    double found = agent.actorLoss(batch);

    PlainNetworks value = PlainNetworks.of(agent.value().weights());
    ToDoubleFunction<PlainNetworks> loss =
        networks -> {
          double sum = 0;
          for (int row = 0; row < ROWS; row++) {
            double weight = Math.min(Math.exp(BETA * advantage(value, row)), GREATEST) / ROWS;
            double[] means = networks.actions(LAYERS, targets.row("features", row, FEATURES));
            for (int i = 0; i < ACTIONS; i++) {
              double log = networks.value("log_deviation", i);
              double z = (batch.actions()[row * ACTIONS + i] - means[i]) / Math.exp(log);
              sum += weight * (0.5 * z * z + log + 0.5 * Math.log(2 * Math.PI));
            }
          }
          return sum;
        };
    PlainNetworks actor = PlainNetworks.of(agent.actor().weights(), agent.logDeviation());
    assertThat(found).isCloseTo(loss.applyAsDouble(actor), within(1e-4 * found));
    actor.assertGradient(agent.actor().gradient(), loss);
    actor.assertGradient(agent.logDeviationGradient(), loss);
  }
}
