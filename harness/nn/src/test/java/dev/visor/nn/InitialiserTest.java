package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InitialiserTest {
  private final Random random = new Random(1);

  private static Parameters matrix(int rows, int columns) {
    return Layout.builder().add("w", rows, columns).build().allocate(new Workspace());
  }

  @Test
  void glorot_fillsItsRangeEvenly() {
    Parameters parameters = matrix(200, 100);
    Initialiser.glorot(parameters, "w", 100, 50, random);
    double limit = Math.sqrt(6.0 / 150);
    double square = 0;
    for (float weight : parameters.get("w")) {
      assertThat(Math.abs(weight)).isLessThanOrEqualTo((float) limit);
      square += (double) weight * weight / parameters.count();
    }
    assertThat(square).isCloseTo(limit * limit / 3, within(0.02 * limit * limit));
  }

  @Test
  void orthogonal_makesRowsOfLengthOneAtRightAngles() {
    int rows = 16;
    int columns = 48;
    Parameters parameters = matrix(rows, columns);
    Initialiser.orthogonal(parameters, "w", random);
    float[] weights = parameters.get("w");
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
  void anOrthogonalKernel_keepsLengthsTimesItsGain_eitherWay() {
    for (int[] shape : new int[][] {{3, 3, 2, 5}, {2, 2, 1, 9}}) {
      Parameters parameters = Layout.builder().add("w", shape).build().allocate(new Workspace());
      Initialiser.orthogonalKernel(parameters, "w", 2, random);
      float[] weights = parameters.get("w");
      int columns = shape[3];
      int rows = weights.length / columns;
      boolean wide = rows <= columns;
      int vectors = wide ? rows : columns;
      for (int i = 0; i < vectors; i++) {
        for (int j = 0; j < vectors; j++) {
          double product = 0;
          for (int k = 0; k < Math.max(rows, columns); k++) {
            product +=
                wide
                    ? (double) weights[i * columns + k] * weights[j * columns + k]
                    : (double) weights[k * columns + i] * weights[k * columns + j];
          }
          assertThat(product).isCloseTo(i == j ? 4 : 0, within(1e-5));
        }
      }
    }
  }

  @Test
  void orthogonal_withMoreRowsThanColumns_isRefused() {
    assertThatThrownBy(() -> Initialiser.orthogonal(matrix(3, 2), "w", random))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
