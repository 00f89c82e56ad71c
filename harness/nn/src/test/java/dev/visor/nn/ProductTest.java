package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {
  private static final int INNER = 13;
  private static final int COLUMNS = 7;

  private final Workspace workspace = new Workspace();

  private Floats floats(float[] values) {
    Floats floats = workspace.floats(values.length);
    floats.write(values);
    return floats;
  }

  private static float[] draw(int count, String name) {
    Random random = new Random(name.hashCode());
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
    Floats c = floats(draw(rows * COLUMNS, "c"));

    Product.plain(floats(a), floats(b), c, rows, INNER, COLUMNS, false);
    assertIsProduct(c.toArray(), a, b, rows);

    Floats left = floats(transposed(a, rows, INNER));
    Product.transposedLeft(left, floats(b), c, rows, INNER, COLUMNS, false);
    assertIsProduct(c.toArray(), a, b, rows);

    Floats right = floats(transposed(b, INNER, COLUMNS));
    Product.transposedRight(floats(a), right, c, rows, INNER, COLUMNS);
    assertIsProduct(c.toArray(), a, b, rows);
  }

  @Test
  void products_thatAreAdded_keepWhatWasThere() {
    float[] a = draw(2 * INNER, "a");
    float[] b = draw(INNER * COLUMNS, "b");
    Floats c = workspace.floats(2 * COLUMNS);
    Product.plain(floats(a), floats(b), c, 2, INNER, COLUMNS, true);
    Product.plain(floats(a), floats(b), c, 2, INNER, COLUMNS, true);
    float[] half = c.toArray();
    for (int i = 0; i < half.length; i++) {
      half[i] /= 2;
    }
    assertIsProduct(half, a, b, 2);
  }

  @Test
  void product_writesNothingBehindTheResult() {
    Floats c = floats(draw(3 * COLUMNS, "c"));
    float behind = c.toArray()[2 * COLUMNS];
    Product.plain(
        floats(draw(2 * INNER, "a")),
        floats(draw(INNER * COLUMNS, "b")),
        c,
        2,
        INNER,
        COLUMNS,
        false);
    assertThat(c.toArray()[2 * COLUMNS]).isEqualTo(behind);
  }

  @Test
  void product_ofShapesThatDoNotFit_isRefusedBeforeAnyMemoryIsTouched() {
    Floats small = workspace.floats(3);
    Floats large = workspace.floats(100);
    assertThatThrownBy(() -> Product.plain(small, large, large, 2, 2, 2, false))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("4 values");
  }

  @Test
  void memory_ofAClosedWorkspace_isRefused() {
    Workspace closed = new Workspace();
    Floats floats = closed.floats(4);
    closed.close();
    assertThatThrownBy(floats::toArray).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Product.plain(floats, floats, floats, 1, 1, 1, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    closed.close();
  }
}
