package dev.visor.plugin.dreamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LambdaReturnsTest {
  private static final int HORIZON = 4;
  private static final int ROWS = 2;

  private final RandomStream random = RandomStream.of("returns");
  private final float[] rewards = draw(HORIZON * ROWS);
  private final float[] discounts = draw(HORIZON * ROWS);
  private final float[] values = draw((HORIZON + 1) * ROWS);

  private float[] draw(int count) {
    float[] drawn = new float[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = random.nextFloat();
    }
    return drawn;
  }

  /** The mean of n-step returns that the recursion stands for. */
  private double expected(double lambda, int t, int row) {
    double sum = 0;
    double weight = 1;
    for (int n = 1; t + n <= HORIZON; n++) {
      double steps = 0;
      double discount = 1;
      for (int i = t; i < t + n; i++) {
        steps += discount * rewards[i * ROWS + row];
        discount *= discounts[i * ROWS + row];
      }
      steps += discount * values[(t + n) * ROWS + row];
      boolean last = t + n == HORIZON;
      sum += (last ? weight : weight * (1 - lambda)) * steps;
      weight *= lambda;
    }
    return sum;
  }

  @Test
  void returns_areTheWeightedMeanOfAllReturnsOfSomeSteps() {
    for (double lambda : new double[] {0, 0.7, 1}) {
      float[] found = new LambdaReturns(lambda, HORIZON, ROWS).of(rewards, discounts, values);
      for (int t = 0; t < HORIZON; t++) {
        for (int row = 0; row < ROWS; row++) {
          assertThat((double) found[t * ROWS + row])
              .isCloseTo(expected(lambda, t, row), within(1e-5));
        }
      }
      assertThat(Arrays.copyOfRange(found, HORIZON * ROWS, found.length))
          .containsExactly(Arrays.copyOfRange(values, HORIZON * ROWS, values.length));
    }
  }

  @Test
  void gradient_isTheDifferenceOfNearReturns() {
    LambdaReturns returns = new LambdaReturns(0.7, HORIZON, ROWS);
    float[] slopes = draw(HORIZON * ROWS);
    returns.of(rewards, discounts, values);
    returns.backward(discounts, values, slopes);
    assertSlopes(slopes, rewards, returns.byRewards().clone());
    assertSlopes(slopes, discounts, returns.byDiscounts().clone());
    assertSlopes(slopes, values, returns.byValues().clone());
  }

  private void assertSlopes(float[] slopes, float[] inputs, float[] found) {
    for (int i = 0; i < inputs.length; i++) {
      float before = inputs[i];
      double difference = 0;
      for (int side : new int[] {1, -1}) {
        inputs[i] = before + side * 1e-2f;
        float[] changed = new LambdaReturns(0.7, HORIZON, ROWS).of(rewards, discounts, values);
        for (int at = 0; at < slopes.length; at++) {
          difference += side * slopes[at] * changed[at] / 2e-2;
        }
      }
      inputs[i] = before;
      assertThat((double) found[i]).isCloseTo(difference, within(1e-3));
    }
  }
}
