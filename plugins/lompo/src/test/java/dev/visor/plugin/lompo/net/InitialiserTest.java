package dev.visor.plugin.lompo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import org.junit.jupiter.api.Test;

class InitialiserTest {
  @Test
  void glorot_fillsItsRangeEvenly() {
    float[] weights = new float[20_000];
    Initialiser.glorot(weights, 100, 50, RandomStream.of("glorot"));
    double limit = Math.sqrt(6.0 / 150);
    double square = 0;
    for (float weight : weights) {
      assertThat(Math.abs(weight)).isLessThanOrEqualTo((float) limit);
      square += (double) weight * weight / weights.length;
    }
    assertThat(square).isCloseTo(limit * limit / 3, within(0.02 * limit * limit));
  }

  @Test
  void orthogonal_makesRowsOfLengthOneAtRightAngles() {
    int rows = 16;
    int columns = 48;
    float[] weights = new float[rows * columns];
    Initialiser.orthogonal(weights, rows, columns, RandomStream.of("orthogonal"));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        double product = 0;
        for (int c = 0; c < columns; c++) {
          product += (double) weights[i * columns + c] * weights[j * columns + c];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-6));
      }
    }
  }

  @Test
  void orthogonal_withMoreRowsThanColumns_isRefused() {
    assertThatThrownBy(() -> Initialiser.orthogonal(new float[6], 3, 2, RandomStream.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
