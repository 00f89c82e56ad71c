package dev.visor.plugin.dreamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The loss against differences of itself, where it has these: with Gaussian states, and with half
 * of the divergence for each side. Choices and balance are held against their definition in {@code
 * dev.visor.nn}.
 */
class WorldModelLossTest {
  private static final Map<String, Object> SMOOTH =
      Map.of(
          "latent", Latent.GAUSSIAN, "klBalance", 0.5, "discountHead", true, "discountWeight", 2.0);

  private static double along(float[] values, float[] slopes) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * slopes[i];
    }
    return sum;
  }

  @Test
  void gradient_alongADirectionOfEveryArray_isTheDifferenceOfNearLosses() {
    TinyDreams tiny = new TinyDreams(SMOOTH);
    assertThat(tiny.batch.valid()).isLessThan(tiny.batch.rows());
    WorldModelLoss loss = tiny.loss();
    float step = 5e-3f;
    for (String name : tiny.weights.names()) {
      float[] before = tiny.weights.get(name);
      float[] direction = tiny.draw(before.length);
      float[] moved = new float[before.length];
      double difference = 0;
      for (int side : new int[] {1, -1}) {
        for (int i = 0; i < before.length; i++) {
          moved[i] = before[i] + side * step * direction[i];
        }
        tiny.weights.set(name, moved);
        ModelLosses found = loss.compute(tiny.batch, tiny.noise, tiny.heads);
        // Each side of the divergence is given half of its gradient.
        double smooth =
            found.image() + 3 * found.reward() + 2 * found.terminal() + 0.5 * 2 * found.kl();
        difference += side * smooth / (2 * step);
      }
      tiny.weights.set(name, before);
      loss.compute(tiny.batch, tiny.noise, tiny.heads);
      double actual = along(loss.gradient().get(name), direction);
      // Between the two losses ReLUs of some pixels switch.
      double part = name.startsWith("encoder") || name.startsWith("decoder") ? 0.15 : 0.01;
      assertThat(actual).as(name).isCloseTo(difference, within(part * (1 + Math.abs(difference))));
    }
  }

  @ParameterizedTest
  @EnumSource(Latent.class)
  void gradient_dependsOnTheBalance_alongALine(Latent latent) {
    float[][] gradients = new float[3][];
    double[] balances = {0, 0.8, 1};
    for (int i = 0; i < 3; i++) {
      TinyDreams tiny = new TinyDreams(Map.of("latent", latent, "klBalance", balances[i]));
      WorldModelLoss loss = tiny.loss();
      loss.compute(tiny.batch, tiny.noise, tiny.heads);
      gradients[i] = loss.gradient().values().toArray();
    }
    assertThat(gradients[0]).isNotEqualTo(gradients[2]);
    for (int i = 0; i < gradients[0].length; i++) {
      float expected = 0.2f * gradients[0][i] + 0.8f * gradients[2][i];
      assertThat(gradients[1][i]).isCloseTo(expected, within(1e-4f * (1 + Math.abs(expected))));
    }
  }

  @Test
  void divergence_thatIsFree_isInTheLossAndHasNoGradient() {
    TinyDreams tiny = new TinyDreams(Map.of("freeNats", 1000.0));
    WorldModelLoss loss = tiny.loss();
    ModelLosses losses = loss.compute(tiny.batch, tiny.noise, tiny.heads);
    assertThat(losses.kl()).isBetween(0.0, 999.0);
    assertThat(losses.total())
        .isCloseTo(losses.image() + 3 * losses.reward() + 2 * 1000, within(1e-6));
    assertThat(loss.gradient().get("prior/out/kernel")).containsOnly(0);
  }

  @Test
  void padding_countsForNothing() {
    TinyDreams tiny = new TinyDreams(Map.of());
    WorldModelLoss loss = tiny.loss();
    final ModelLosses before = loss.compute(tiny.batch, tiny.noise, tiny.heads);
    final float[] gradient = loss.gradient().values().toArray();
    for (int row = 0; row < tiny.batch.rows(); row++) {
      if (tiny.batch.mask()[row] == 0) {
        tiny.batch.rewards()[row] = 100;
        tiny.batch.images()[row * TinyDreams.PICTURES.imageBytes()] = 77;
      }
    }
    assertThat(loss.compute(tiny.batch, tiny.noise, tiny.heads)).isEqualTo(before);
    assertThat(loss.gradient().values().toArray()).isEqualTo(gradient);
  }
}
