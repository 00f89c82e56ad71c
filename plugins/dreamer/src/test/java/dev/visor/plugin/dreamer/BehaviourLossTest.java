package dev.visor.plugin.dreamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.Activation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.rssm.LatentStates;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The losses against {@link PlainBehaviour}, and their gradients by what was imagined against
 * differences of that. The way from there to the actor's weights is tested in {@code dev.visor.nn}.
 */
class BehaviourLossTest {
  private static final int ROWS = 3;
  private static final double PENALTY_WEIGHT = 0.7;

  static Stream<Arguments> variants() {
    return Stream.of(
        Arguments.of(Latent.CATEGORICAL, Penalty.NONE, false),
        Arguments.of(Latent.CATEGORICAL, Penalty.MEANDIS, true),
        Arguments.of(Latent.CATEGORICAL, Penalty.LOG_PROB_ENS, false),
        Arguments.of(Latent.GAUSSIAN, Penalty.MEANDIS, false),
        Arguments.of(Latent.GAUSSIAN, Penalty.LOG_PROB_ENS, true));
  }

  private static Parameters critic(TinyDreams tiny) {
    Layout.Builder layout = Layout.builder();
    ModelShape.perceptron(layout, "critic", tiny.shape.features(), 1, 7, 1);
    Parameters weights = layout.build().allocate(tiny.workspace);
    Mlp.initialise(weights, "critic", 2, tiny.random);
    return weights;
  }

  private static Mlp network(Parameters weights) {
    return new Mlp(weights, "critic", 2, Activation.ELU);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void losses_areThoseOfTheDefinition_withTheirGradients(
      Latent latent, Penalty penalty, boolean discountHead) {
    TinyDreams tiny =
        new TinyDreams(
            Map.of(
                "latent",
                latent,
                "penalty",
                penalty,
                "discountHead",
                discountHead,
                "entropy",
                0.3,
                "horizon",
                4));
    final Parameters critic = critic(tiny);
    final Parameters olderCritic = critic(tiny);
    Parameters criticGradient = critic.zeros();
    Parameters actor =
        PolicyNetwork.layout(tiny.shape.features(), 1, 7, TinyDreams.ACTIONS)
            .allocate(tiny.workspace);
    PolicyNetwork.initialise(actor, 1, tiny.random);
    BehaviourLoss loss =
        new BehaviourLoss(
            tiny.workspace,
            tiny.shape,
            tiny.parameters,
            new BehaviourLoss.Networks(
                tiny.weights, PolicyNetwork.of(actor, 1), network(critic), network(olderCritic)),
            ROWS);
    float[] stateNoise = new float[4 * ROWS * tiny.shape.latent().state().draws()];
    tiny.shape.latent().state().draw(tiny.random, stateNoise, 4 * ROWS);
    LatentStates starts = new LatentStates(tiny.shape.latent(), ROWS);
    int[] heads = penalty == Penalty.NONE ? new int[4] : new int[] {0, 2, 1, 0};
    loss.imagine(starts, tiny.draw(4 * ROWS * 2), stateNoise, heads);
    BehaviourLoss.Losses found =
        loss.compute(
            PENALTY_WEIGHT, PolicyNetwork.of(actor.zeros(), 1).network(), network(criticGradient));

    PlainBehaviour plain = new PlainBehaviour(tiny, critic, olderCritic, PENALTY_WEIGHT, ROWS);
    float[] given = loss.rollout().features().clone();
    float[] features = given.clone();
    float[] logDensities = loss.rollout().logDensities().clone();
    double[] expected = plain.losses(features, logDensities, given);
    assertThat(found.actor()).isCloseTo(expected[0], within(1e-4));
    assertThat(found.critic()).isCloseTo(expected[1], within(1e-4));
    if (penalty != Penalty.NONE) {
      assertThat(found.penalty()).isPositive();
    }
    float[] byFeatures = loss.byFeatures().clone();
    for (int i = 0; i < features.length; i++) {
      float before = features[i];
      features[i] = before + 5e-3f;
      double above = plain.losses(features, logDensities, given)[0];
      features[i] = before - 5e-3f;
      double below = plain.losses(features, logDensities, given)[0];
      features[i] = before;
      assertThat((double) byFeatures[i])
          .as("feature %d", i)
          .isCloseTo((above - below) / 1e-2, within(2e-3));
    }
    for (int i = 0; i < logDensities.length; i++) {
      logDensities[i] += 1;
      double above = plain.losses(features, logDensities, given)[0];
      logDensities[i] -= 1;
      assertThat((double) loss.byLogDensities()[i]).isCloseTo(above - expected[0], within(1e-4));
    }
    assertCriticGradient(plain, critic, criticGradient, given, logDensities);
  }

  private static void assertCriticGradient(
      PlainBehaviour plain,
      Parameters critic,
      Parameters gradient,
      float[] features,
      float[] logDensities) {
    for (String name : critic.names()) {
      float[] values = critic.get(name);
      for (int i = 0; i < values.length; i++) {
        double difference = 0;
        for (int side : new int[] {1, -1}) {
          float[] moved = values.clone();
          moved[i] += side * 1e-2f;
          critic.set(name, moved);
          difference += side * plain.losses(features, logDensities, features)[1] / 2e-2;
        }
        critic.set(name, values);
        assertThat((double) gradient.get(name)[i])
            .as("%s[%d]", name, i)
            .isCloseTo(difference, within(1e-3));
      }
    }
  }
}
