package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MlpTest {
  private static final int[] SIZES = {5, 7, 6, 2};
  private static final int ROWS = 4;

  private final Random random = new Random(329);
  private final Workspace workspace = new Workspace();
  private final Parameters weights;
  private final float[] x = new float[ROWS * SIZES[0]];
  private final float[] slopes = new float[ROWS * SIZES[3]];
  private final Mlp network;

  MlpTest() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "net", SIZES);
    weights = layout.build().allocate(workspace);
    Mlp.initialise(weights, "net", SIZES.length - 1, random);
    for (String name : weights.names()) {
      if (name.endsWith("bias")) {
        Initialiser.glorot(weights, name, 3, 3, random);
      }
    }
    network = new Mlp(weights, "net", SIZES.length - 1, Activation.ELU);
    draw(x);
    draw(slopes);
  }

  private void draw(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = 3 * random.nextFloat() - 1.5f;
    }
  }

  /** The outputs times some slopes, summed: from the definition, in double precision. */
  private double plain() {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] from = new double[SIZES[0]];
      for (int i = 0; i < from.length; i++) {
        from[i] = x[row * from.length + i];
      }
      for (int layer = 0; layer + 1 < SIZES.length; layer++) {
        double[] to = new double[SIZES[layer + 1]];
        for (int j = 0; j < to.length; j++) {
          to[j] = weights.get("net/" + layer + "/bias")[j];
          for (int i = 0; i < from.length; i++) {
            to[j] += from[i] * weights.get("net/" + layer + "/kernel")[i * to.length + j];
          }
          if (layer + 2 < SIZES.length && to[j] < 0) {
            to[j] = Math.expm1(to[j]);
          }
        }
        from = to;
      }
      for (int j = 0; j < from.length; j++) {
        sum += from[j] * slopes[row * from.length + j];
      }
    }
    return sum;
  }

  private double slope(float[] values, int i, Runnable changed) {
    float before = values[i];
    float step = 0.01f;
    values[i] = before + step;
    changed.run();
    double above = plain();
    values[i] = before - step;
    changed.run();
    double below = plain();
    values[i] = before;
    changed.run();
    return (above - below) / (2 * step);
  }

  @Test
  void forward_isThePerceptronByItsDefinition() {
    float[] y = network.pass(workspace, ROWS).forward(x, ROWS);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (double) y[i] * slopes[i];
    }
    assertThat(sum).isCloseTo(plain(), within(1e-5));
  }

  @Test
  void backward_isTheSlopeByEveryWeight() {
    Mlp.Pass pass = network.pass(workspace, ROWS);
    pass.forward(x, ROWS);
    System.arraycopy(slopes, 0, pass.outputGradient(), 0, slopes.length);
    Parameters gradient = weights.zeros();
    pass.backward(new Mlp(gradient, "net", SIZES.length - 1, Activation.ELU), ROWS);
    for (String name : weights.names()) {
      float[] values = weights.get(name);
      for (int i = 0; i < values.length; i++) {
        assertThat((double) gradient.get(name)[i])
            .as("%s[%d]", name, i)
            .isCloseTo(slope(values, i, () -> weights.set(name, values)), within(1e-3));
      }
    }
  }

  @Test
  void backwardToInput_isTheSlopeByEveryInput() {
    Mlp.Pass pass = network.pass(workspace, ROWS);
    pass.forward(x, ROWS);
    System.arraycopy(slopes, 0, pass.outputGradient(), 0, slopes.length);
    float[] gradient = new float[x.length];
    pass.backwardToInput(gradient, ROWS);
    for (int i = 0; i < x.length; i++) {
      assertThat((double) gradient[i]).isCloseTo(slope(x, i, () -> {}), within(1e-3));
    }
  }

  /** Layers of 80 to 96 to 64 to 3 units; the last one is too small to be worth the rounding. */
  @Test
  void lesserPrecision_comesCloseToTheFloats() {
    int rows = 32;
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "wide", 80, 96, 64, 3);
    Parameters parameters = layout.build().allocate(workspace);
    Mlp.initialise(parameters, "wide", 3, random);
    Mlp wide = new Mlp(parameters, "wide", 3, Activation.ELU);
    float[] input = new float[rows * 80];
    draw(input);
    float[] slope = new float[rows * 3];
    draw(slope);
    float[][] found = new float[2][];
    float[][] below = new float[2][input.length];
    Parameters[] gradients = {parameters.zeros(), parameters.zeros()};
    for (Precision precision : Precision.values()) {
      Mlp.Pass pass = wide.pass(workspace, rows, precision);
      int i = precision.ordinal();
      found[i] = pass.forward(input, rows).clone();
      System.arraycopy(slope, 0, pass.outputGradient(), 0, slope.length);
      Mlp gradient = new Mlp(gradients[i], "wide", 3, Activation.ELU);
      pass.backward(gradient, below[i], rows);
      // What is there is added to.
      pass.forward(input, rows);
      pass.backward(gradient, rows);
      pass.backwardToInput(below[i], rows);
    }
    assertRoundedClose(found[1], found[0]);
    assertThat(found[1]).isNotEqualTo(found[0]);
    assertRoundedClose(below[1], below[0]);
    for (String name : parameters.names()) {
      assertRoundedClose(gradients[1].get(name), gradients[0].get(name));
    }
    assertThatThrownBy(
            () -> wide.pass(workspace, rows, Precision.BFLOAT16).forward(input, rows - 1))
        .hasMessageContaining("31 rows, where a pass in lesser precision was made for 32");
  }

  private static void assertRoundedClose(float[] actual, float[] expected) {
    double square = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      square += (double) expected[i] * expected[i];
      difference += Math.pow((double) actual[i] - expected[i], 2);
    }
    assertThat(Math.sqrt(difference)).isLessThan(1e-2 * Math.sqrt(square));
  }

  @Test
  void layers_thatDoNotFit_areRefused() {
    Dense wide = Dense.of(weights, "net/0");
    assertThatThrownBy(() -> new Mlp(List.of(wide, wide), Activation.ELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("puts out 7 values, and the next one takes 5");
  }
}
