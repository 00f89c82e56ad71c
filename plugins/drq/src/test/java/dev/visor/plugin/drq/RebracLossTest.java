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

class RebracLossTest {
  private static final int LAYERS = RebracLoss.LAYERS;
  private static final double ACTOR_PENALTY = 0.3;
  private static final double CRITIC_PENALTY = 0.5;
  private static final RebracParameters SMALL =
      new RebracParameters(
          1,
          ROWS,
          1e-3,
          0.9,
          3,
          0.1,
          3,
          EncoderKind.STRIDED,
          4,
          12,
          0,
          0,
          ACTOR_PENALTY,
          CRITIC_PENALTY,
          0.4,
          0.5,
          2);

  private final Workspace workspace = new Workspace();
  private final Batch batch = SmallBatch.draw();
  private final RebracLoss agent =
      new RebracLoss(
          workspace,
          SMALL,
          new PixelActor.Form(FEATURES, ACTIONS, LAYERS, 12, false),
          RandomStream.of("agent"));
  private final double[] noise = new double[ROWS * ACTIONS];

  @BeforeEach
  void draw() {
    SmallBatch.disturb(agent.actor().weights(), "actor");
    SmallBatch.disturb(agent.targetActor().weights(), "target actor");
    for (int k = 0; k < 2; k++) {
      SmallBatch.disturb(agent.critics().get(k).weights(), "critic" + k);
      SmallBatch.disturb(agent.critics().get(k).targets(), "target" + k);
    }
    agent.drawNoise(RandomStream.of("noise"));
    RandomStream again = RandomStream.of("noise");
    for (int i = 0; i < noise.length; i++) {
      noise[i] = again.nextGaussian();
    }
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static double value(PlainNetworks networks, double[] features, double[] action) {
    double[] joined = PlainNetworks.joined(networks.trunk("trunk", features), action);
    return networks.normalisedPerceptron("critic", LAYERS, joined)[0];
  }

  /** y of every row. */
  private double[] wanted() {
    PlainNetworks actor =
        PlainNetworks.of(agent.targetActor().weights()).put("next", batch.nextFeatures());
    List<PlainNetworks> targets = new ArrayList<>();
    agent.critics().forEach(critic -> targets.add(PlainNetworks.of(critic.targets())));
    double[] wanted = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double[] next = actor.row("next", row, FEATURES);
      double[] action = actor.actions(LAYERS, next);
      double distance = 0;
      for (int i = 0; i < ACTIONS; i++) {
        int at = row * ACTIONS + i;
        double offset = Math.max(-0.5, Math.min(0.5, 0.4 * noise[at]));
        action[i] = Math.max(-1, Math.min(1, action[i] + offset));
        distance += Math.pow(action[i] - batch.nextActions()[at], 2);
      }
      double lowest =
          Math.min(value(targets.get(0), next, action), value(targets.get(1), next, action));
      double paid = batch.followed()[row] == 1 ? CRITIC_PENALTY * distance : 0;
      wanted[row] = batch.rewards()[row] + batch.discounts()[row] * (lowest - paid);
    }
    return wanted;
  }

  @Test
  void theCriticsLoss_andItsGradient_areThoseOfTheDefinition() {
    float[] byFeatures = new float[ROWS * FEATURES];
    double found = agent.criticLoss(batch, byFeatures);

    double[] wanted = wanted();
    ToDoubleFunction<PlainNetworks> loss =
        critic -> {
          double sum = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] features = critic.row("features", row, FEATURES);
            double said = value(critic, features, critic.row("actions", row, ACTIONS));
            sum += (said - wanted[row]) * (said - wanted[row]) / ROWS;
          }
          return sum;
        };
    double sum = 0;
    List<PlainNetworks> both = new ArrayList<>();
    for (NormalisedCritic critic : agent.critics()) {
      PlainNetworks plain =
          PlainNetworks.of(critic.weights())
              .put("features", batch.features())
              .put("actions", batch.actions());
      plain.assertGradient(critic.gradient(), loss);
      sum += loss.applyAsDouble(plain);
      both.add(plain);
    }
    assertThat(found).isCloseTo(sum, within(1e-4 * found));
    PlainNetworks shared = new PlainNetworks().put("features", batch.features());
    shared.assertGradient(
        "features",
        byFeatures,
        moved -> {
          double total = 0;
          for (PlainNetworks plain : both) {
            plain.share("features", moved);
            total += loss.applyAsDouble(plain);
          }
          return total;
        });
  }

  @Test
  void theActorsLoss_andItsGradient_areThoseOfTheDefinition() {
    double found = agent.actorLoss(batch);

    PlainNetworks critic =
        PlainNetworks.of(agent.critics().get(0).weights()).put("features", batch.features());
    PlainNetworks actor = PlainNetworks.of(agent.actor().weights());
    double size = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] features = critic.row("features", row, FEATURES);
      size += Math.abs(value(critic, features, actor.actions(LAYERS, features))) / ROWS;
    }
    double lambda = 1 / size;
    ToDoubleFunction<PlainNetworks> loss =
        networks -> {
          double sum = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] features = critic.row("features", row, FEATURES);
            double[] action = networks.actions(LAYERS, features);
            sum -= lambda * value(critic, features, action) / ROWS;
            for (int i = 0; i < ACTIONS; i++) {
              double difference = action[i] - batch.actions()[row * ACTIONS + i];
              sum += ACTOR_PENALTY * difference * difference / (ROWS * ACTIONS);
            }
          }
          return sum;
        };
    assertThat(found).isCloseTo(loss.applyAsDouble(actor), within(1e-4));
    actor.assertGradient(agent.actor().gradient(), loss);
  }

  @Test
  void theActorAndAllTargets_moveInEverySecondUpdate() {
    float[] before = agent.actor().weights().values().toArray();
    float[] targets = agent.targetActor().weights().values().toArray();
    agent.update(batch, 0, new float[ROWS * FEATURES]);
    assertThat(agent.actor().weights().values().toArray()).isEqualTo(before);
    assertThat(agent.targetActor().weights().values().toArray()).isEqualTo(targets);

    agent.update(batch, 1, new float[ROWS * FEATURES]);
    assertThat(agent.actor().weights().values().toArray()).isNotEqualTo(before);
    assertThat(agent.targetActor().weights().values().toArray()).isNotEqualTo(targets);
  }
}
