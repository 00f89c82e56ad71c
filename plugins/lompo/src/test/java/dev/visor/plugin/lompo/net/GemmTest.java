package dev.visor.plugin.lompo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GemmTest {
  private static final int INNER = 13;
  private static final int COLUMNS = 7;

  private static float[] draw(int count, String name) {
    RandomStream random = RandomStream.of(name);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] other = new float[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        other[j * rows + i] = matrix[i * columns + j];
      }
    }
    return other;
  }

  private static void assertIsProduct(float[] c, float[] a, float[] b, int rows) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        double sum = 0;
        for (int k = 0; k < INNER; k++) {
          sum += (double) a[i * INNER + k] * b[k * COLUMNS + j];
        }
        assertThat((double) c[i * COLUMNS + j]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 33})
  void products_ofAnyNumberOfRows_areSumsOfProducts(int rows) {
    float[] a = draw(rows * INNER, "a");
    float[] b = draw(INNER * COLUMNS, "b");
    // What the result held before does not matter.
    float[] c = draw(rows * COLUMNS, "c");

    Gemm.product(a, b, c, rows, INNER, COLUMNS);
    assertIsProduct(c, a, b, rows);

    Gemm.transposedLeft(transposed(a, rows, INNER), b, c, rows, INNER, COLUMNS);
    assertIsProduct(c, a, b, rows);

    Gemm.transposedRight(a, transposed(b, INNER, COLUMNS), c, rows, INNER, COLUMNS);
    assertIsProduct(c, a, b, rows);
  }

  @Test
  void product_writesNothingBehindTheResult() {
    float[] c = draw(3 * COLUMNS, "c");
    float behind = c[2 * COLUMNS];
    Gemm.product(draw(2 * INNER, "a"), draw(INNER * COLUMNS, "b"), c, 2, INNER, COLUMNS);
    assertThat(c[2 * COLUMNS]).isEqualTo(behind);
  }
}
