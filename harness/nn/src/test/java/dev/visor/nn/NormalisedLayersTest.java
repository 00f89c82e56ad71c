package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link Trunk} and {@link NormalisedMlp} against their definitions in double precision. */
class NormalisedLayersTest {
  private static final int ROWS = 3;
  private static final int INPUTS = 6;
  private static final int OUTPUTS = 4;

  private final Random random = new Random(5);
  private final Workspace workspace = new Workspace();
  private final float[] x = draw(ROWS * INPUTS);
  private final float[] slopes = draw(ROWS * OUTPUTS);

  /** Values of all arrays by name. */
  private record Point(Map<String, double[]> values) {
    double[] get(String name) {
      return Objects.requireNonNull(values.get(name));
    }
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private void disturb(Parameters weights) {
    for (String name : weights.names()) {
      float[] values = weights.get(name);
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.3f * (2 * random.nextFloat() - 1);
      }
      weights.set(name, values);
    }
  }

  @Test
  void aTrunk_isTanhOfNormalisedProducts() {
    Layout.Builder layout = Layout.builder();
    Trunk.declare(layout, "trunk", INPUTS, OUTPUTS);
    Parameters weights = layout.build().allocate(workspace);
    Parameters gradient = weights.zeros();
    Trunk.initialise(weights, "trunk", random);
    disturb(weights);
    // Room for more rows than there are.
    Trunk trunk = new Trunk(workspace, weights, gradient, "trunk", ROWS + 2);
    float[] toInputs = new float[x.length];

    float[] y = trunk.forward(x, ROWS);
    trunk.backward(slopes, toInputs, ROWS);

    ToDoubleFunction<Point> sum =
        at -> {
          double total = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] features = norm(at, "trunk/norm", dense(at, "trunk", row(at.get("x"), row)));
            for (int i = 0; i < OUTPUTS; i++) {
              total += Math.tanh(features[i]) * slopes[row * OUTPUTS + i];
            }
          }
          return total;
        };
    assertSlopes(weights, gradient, toInputs, y, sum);
  }

  @Test
  void aNormalisedPerceptron_normalisesAfterEachReLU() {
    Layout.Builder layout = Layout.builder();
    NormalisedMlp.declare(layout, "q", INPUTS, 7, 5, OUTPUTS);
    Parameters weights = layout.build().allocate(workspace);
    Parameters gradient = weights.zeros();
    NormalisedMlp.initialise(weights, "q", 3, random);
    disturb(weights);
    NormalisedMlp network = new NormalisedMlp(workspace, weights, gradient, "q", 3, ROWS);
    float[] toInputs = new float[x.length];

    float[] y = network.forward(x, ROWS);
    System.arraycopy(slopes, 0, network.outputGradient(), 0, slopes.length);
    network.backward(toInputs, ROWS);

    ToDoubleFunction<Point> sum =
        at -> {
          double total = 0;
          for (int row = 0; row < ROWS; row++) {
            double[] h = row(at.get("x"), row);
            for (int layer = 0; layer < 2; layer++) {
              double[] z = dense(at, "q/" + layer, h);
              for (int i = 0; i < z.length; i++) {
                z[i] = Math.max(0, z[i]);
              }
              h = norm(at, "q/" + layer + "/norm", z);
            }
            double[] out = dense(at, "q/2", h);
            for (int i = 0; i < OUTPUTS; i++) {
              total += out[i] * slopes[row * OUTPUTS + i];
            }
          }
          return total;
        };
    assertSlopes(weights, gradient, toInputs, y, sum);
  }

  private void assertSlopes(
      Parameters weights,
      Parameters gradient,
      float[] toInputs,
      float[] y,
      ToDoubleFunction<Point> sum) {
    Point at = new Point(new HashMap<>());
    Map<String, float[]> found = new HashMap<>();
    for (String name : weights.names()) {
      at.values().put(name, doubles(weights.get(name)));
      found.put(name, gradient.get(name));
    }
    at.values().put("x", doubles(x));
    found.put("x", toInputs);

    double said = 0;
    for (int i = 0; i < slopes.length; i++) {
      said += (double) y[i] * slopes[i];
    }
    assertThat(said).isCloseTo(sum.applyAsDouble(at), within(1e-5));
    found.forEach(
        (name, slope) -> {
          double[] values = at.get(name);
          for (int i = 0; i < values.length; i++) {
            double before = values[i];
            values[i] = before + 1e-6;
            double above = sum.applyAsDouble(at);
            values[i] = before - 1e-6;
            double below = sum.applyAsDouble(at);
            values[i] = before;
            assertThat((double) slope[i])
                .as("%s[%d]", name, i)
                .isCloseTo((above - below) / 2e-6, within(1e-4));
          }
        });
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  private static double[] row(double[] rows, int row) {
    return Arrays.copyOfRange(rows, row * INPUTS, (row + 1) * INPUTS);
  }

  private static double[] dense(Point at, String name, double[] input) {
    double[] kernel = at.get(name + "/kernel");
    double[] y = at.get(name + "/bias").clone();
    for (int i = 0; i < input.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += input[i] * kernel[i * y.length + j];
      }
    }
    return y;
  }

  private static double[] norm(Point at, String name, double[] z) {
    double mean = 0;
    for (double value : z) {
      mean += value / z.length;
    }
    double variance = 0;
    for (double value : z) {
      variance += (value - mean) * (value - mean) / z.length;
    }
    double[] y = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      double normalised = (z[i] - mean) / Math.sqrt(variance + 1e-5);
      y[i] = at.get(name + "/scale")[i] * normalised + at.get(name + "/offset")[i];
    }
    return y;
  }
}
