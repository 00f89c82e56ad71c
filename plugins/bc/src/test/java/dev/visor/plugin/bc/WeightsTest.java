package dev.visor.plugin.bc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
  private final RandomStream random = RandomStream.of("weights test");

  @Test
  void glorot_weights_fill_their_range_evenly() {
    float[] values = Weights.glorot(20_000, 30, 24, random);

    double limit = 1.0 / 3; // the root of 6 / 54
    double squares = 0;
    for (float value : values) {
      assertThat((double) value).isBetween(-limit, limit);
      squares += value * value;
    }
    assertThat(squares / values.length).isCloseTo(limit * limit / 3, within(0.001));
  }

  @ParameterizedTest
  @CsvSource({"3, 50", "50, 3", "20, 20"})
  void orthogonal_weights_have_orthogonal_rows_or_columns_of_the_gains_length(
      int rows, int columns) {
    float[] values = Weights.orthogonal(rows, columns, 2, random);

    for (int i = 0; i < Math.min(rows, columns); i++) {
      for (int j = 0; j < Math.min(rows, columns); j++) {
        double product = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          product +=
              rows <= columns
                  ? values[i * columns + k] * values[j * columns + k]
                  : values[k * columns + i] * values[k * columns + j];
        }
        assertThat(product).isCloseTo(i == j ? 4 : 0, within(1e-5));
      }
    }
  }
}
