package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layer against its definition in double precision, and that one's slopes. */
class LayerNormTest {
  private static final int ROWS = 3;
  private static final int SIZE = 5;

  private final Random random = new Random(31);
  private final Workspace workspace = new Workspace();
  private final Parameters weights;
  private final Parameters gradient;
  private final LayerNorm layer;
  private final float[] x = draw(ROWS * SIZE);
  private final float[] slopes = draw(ROWS * SIZE);
  private final float[] y = new float[ROWS * SIZE];
  private final float[] below = new float[ROWS * SIZE];

  LayerNormTest() {
    Layout.Builder layout = Layout.builder();
    LayerNorm.declare(layout, "norm", SIZE);
    weights = layout.build().allocate(workspace);
    gradient = weights.zeros();
    for (String name : weights.names()) {
      weights.set(name, draw(SIZE));
    }
    // Room for more rows than there are.
    layer = new LayerNorm(weights, gradient, "norm", ROWS + 2);
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private double[] plain(int row) {
    double mean = 0;
    for (int i = 0; i < SIZE; i++) {
      mean += x[row * SIZE + i] / (double) SIZE;
    }
    double variance = 0;
    for (int i = 0; i < SIZE; i++) {
      double difference = x[row * SIZE + i] - mean;
      variance += difference * difference / SIZE;
    }
    double[] out = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double normalised = (x[row * SIZE + i] - mean) / Math.sqrt(variance + 1e-5);
      out[i] = weights.get("norm/scale")[i] * normalised + weights.get("norm/offset")[i];
    }
    return out;
  }

  /** The outputs times some slopes, summed. */
  private double plain() {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] out = plain(row);
      for (int i = 0; i < SIZE; i++) {
        sum += out[i] * slopes[row * SIZE + i];
      }
    }
    return sum;
  }

  private double slope(float[] values, int i, Runnable changed) {
    float before = values[i];
    float step = 0.001f;
    values[i] = before + step;
    changed.run();
    double above = plain();
    double to = values[i];
    values[i] = before - step;
    changed.run();
    double under = plain();
    double from = values[i];
    values[i] = before;
    changed.run();
    return (above - under) / (to - from);
  }

  @Test
  void forward_isTheLayerByItsDefinition() {
    layer.forward(x, y, ROWS);
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < SIZE; i++) {
        assertThat((double) y[row * SIZE + i]).isCloseTo(plain(row)[i], within(2e-6));
      }
    }
  }

  @Test
  void backward_isTheSlopeByEveryWeightAndInput_addedToWhatIsThere() {
    float[] before = draw(SIZE);
    gradient.set("norm/scale", before);
    layer.forward(x, y, ROWS);
    layer.backward(slopes, below, ROWS);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) below[i]).isCloseTo(slope(x, i, () -> {}), within(1e-4));
    }
    for (String name : weights.names()) {
      float[] values = weights.get(name);
      for (int i = 0; i < values.length; i++) {
        double there = name.endsWith("scale") ? before[i] : 0;
        assertThat(gradient.get(name)[i] - there)
            .as("%s[%d]", name, i)
            .isCloseTo(slope(values, i, () -> weights.set(name, values)), within(1e-4));
      }
    }
  }

  @Test
  void initialised_itShiftsAndScalesEachRowAlone() {
    LayerNorm.initialise(weights, "norm");
    layer.forward(x, y, ROWS);
    for (int row = 0; row < ROWS; row++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < SIZE; i++) {
        sum += y[row * SIZE + i];
        squares += (double) y[row * SIZE + i] * y[row * SIZE + i];
      }
      assertThat(sum / SIZE).isCloseTo(0, within(1e-6));
      assertThat(squares / SIZE).isCloseTo(1, within(1e-3));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.1f, -1e4f})
  void rowOfEqualValues_givesTheOffsets(float value) {
    Arrays.fill(x, value);
    layer.forward(x, y, ROWS);
    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).isCloseTo(weights.get("norm/offset")[i % SIZE], within(1e-4f));
    }
  }

  @Test
  void longRowOfLargeEqualValues_givesTheOffsets() {
    int size = 50;
    Layout.Builder layout = Layout.builder();
    LayerNorm.declare(layout, "long", size);
    Parameters parameters = layout.build().allocate(new Workspace());
    LayerNorm.initialise(parameters, "long");
    float[] equal = new float[size];
    Arrays.fill(equal, 123456.79f);
    float[] out = new float[size];
    new LayerNorm(parameters, parameters.zeros(), "long", 1).forward(equal, out, 1);
    for (float value : out) {
      assertThat(value).isCloseTo(0, within(1e-4f));
    }
  }

  @Test
  void rowWithWhatIsNotANumber_isNoNumber_andNoOtherIs() {
    layer.forward(x, y, ROWS);
    float[] clean = y.clone();
    x[SIZE] = Float.NaN;
    layer.forward(x, y, ROWS);
    assertThat(Arrays.copyOfRange(y, SIZE, 2 * SIZE)).containsOnly(Float.NaN);
    assertThat(Arrays.copyOf(y, SIZE)).containsExactly(Arrays.copyOf(clean, SIZE));
    assertThat(Arrays.copyOfRange(y, 2 * SIZE, 3 * SIZE))
        .containsExactly(Arrays.copyOfRange(clean, 2 * SIZE, 3 * SIZE));
  }
}
