package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions of all kinds against SameDiff in double precision: outputs, and the gradients of
 * their sum with some slopes by input, kernel and bias.
 */
abstract class ConvolutionsContract {
  private static final int PICTURES = 3;
  private static final int EDGE = 7;
  private static final int INPUTS = 5;
  private static final int OUTPUTS = 3;

  private final Workspace workspace = new Workspace();
  private final Random random = new Random(7);
  private final Precision precision;
  private final double tolerance;
  private Pictures input;
  private Pictures inputGradient;
  private float[] x;

  /**
   * @param tolerance norm of the errors of an array, as a part of the array's
   */
  ConvolutionsContract(Precision precision, double tolerance) {
    this.precision = precision;
    input = new Pictures(workspace, precision, PICTURES, EDGE, INPUTS);
    inputGradient = input.zeros();
    this.tolerance = tolerance;
    x = draw(PICTURES * EDGE * EDGE * INPUTS, 1);
  }

  /** Takes other pictures. */
  private void take(int edge, int channels) {
    input = new Pictures(workspace, precision, PICTURES, edge, channels);
    inputGradient = input.zeros();
    x = draw(PICTURES * edge * edge * channels, 1);
  }

  /** Gaussian values, of no more bits than the precision keeps. */
  private float[] draw(int count, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
      if (precision == Precision.BFLOAT16) {
        values[i] = Float.intBitsToFloat(Float.floatToRawIntBits(values[i]) & 0xffff0000);
      }
    }
    return values;
  }

  private Parameters parameters(Layout.Builder layout) {
    Parameters parameters = layout.build().allocate(workspace);
    for (String name : parameters.names()) {
      int[] shape = parameters.shape(name);
      // So that no activation saturates.
      double deviation =
          name.endsWith("kernel") ? 1.0 / (shape[0] * Math.sqrt(input.channels())) : 1;
      parameters.set(name, draw(parameters.get(name).length, deviation));
    }
    input.write(0, x, 0, x.length);
    return parameters;
  }

  private record Gradients(Map<String, INDArray> all) {
    INDArray of(String name) {
      return Objects.requireNonNull(all.get(name), name);
    }
  }

  /** SameDiff's outputs and gradients. */
  private static final class Oracle {
    private final SameDiff graph = SameDiff.create();
    private final SDVariable x;
    private final SDVariable kernel;
    private final SDVariable bias;

    Oracle(float[] x, Pictures like, Parameters parameters) {
      this.x = graph.var("x", doubles(x, like.count(), like.edge(), like.edge(), like.channels()));
      kernel = graph.var("kernel", array(parameters, "layer/kernel"));
      bias = graph.var("bias", array(parameters, "layer/bias"));
    }

    private static INDArray array(Parameters parameters, String name) {
      int[] shape = parameters.shape(name);
      long[] lengths = new long[shape.length];
      for (int i = 0; i < shape.length; i++) {
        lengths[i] = shape[i];
      }
      return doubles(parameters.get(name), lengths);
    }

    private static INDArray doubles(float[] values, long... lengths) {
      double[] exact = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        exact[i] = values[i];
      }
      return Nd4j.create(exact, lengths, DataType.DOUBLE);
    }

    SDVariable activated(SDVariable y, Activation activation) {
      return switch (activation) {
        case NONE -> y;
        case RELU -> graph.nn().relu(y, 0);
        case ELU -> graph.nn().elu(y);
        case TANH -> graph.math().tanh(y);
        case SIGMOID -> graph.nn().sigmoid(y);
      };
    }

    Gradients gradients(SDVariable y, float[] slopes) {
      INDArray weights = doubles(slopes, y.eval().shape());
      SDVariable loss = y.mul(graph.constant(weights)).sum();
      loss.rename("loss");
      graph.setLossVariables("loss");
      PrintStream out = System.out;
      System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
      try {
        return new Gradients(graph.calculateGradients(Map.of(), "x", "kernel", "bias"));
      } finally {
        System.setOut(out);
      }
    }
  }

  private void assertClose(String what, float[] actual, INDArray expected) {
    assertClose(what, actual, expected, tolerance);
  }

  private static void assertClose(
      String what, float[] actual, INDArray expected, double tolerance) {
    double[] exact = expected.dup('c').data().asDouble();
    assertThat(actual).as(what).hasSize(exact.length);
    double largest = 0;
    double square = 0;
    double difference = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i]));
      square += exact[i] * exact[i];
      difference += (actual[i] - exact[i]) * (actual[i] - exact[i]);
    }
    for (int i = 0; i < exact.length; i++) {
      assertThat(Math.abs(actual[i] - exact[i]))
          .as("%s[%d]", what, i)
          .isLessThanOrEqualTo(10 * tolerance * largest);
    }
    assertThat(Math.sqrt(difference)).as(what).isLessThanOrEqualTo(tolerance * Math.sqrt(square));
  }

  private static float[] values(Pictures pictures) {
    float[] values = new float[pictures.count() * pictures.values()];
    pictures.read(0, values, 0, values.length);
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "4, 2, 7, 5, 3, RELU",
    "3, 1, 7, 5, 3, ELU",
    "3, 2, 7, 5, 3, NONE",
    "7, 1, 7, 5, 3, TANH",
    "4, 1, 7, 5, 3, SIGMOID",
    // Winograd's.
    "3, 1, 10, 32, 16, RELU",
    "3, 1, 13, 32, 48, ELU"
  })
  void convolution_isSameDiffs(
      int size, int stride, int edge, int inputs, int outputs, Activation activation) {
    take(edge, inputs);
    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "layer", size, inputs, outputs);
    Parameters parameters = parameters(layout);
    Parameters gradient = parameters.zeros();
    Convolution layer =
        Convolution.trained(
            parameters, gradient, "layer", stride, activation, input, Optional.of(inputGradient));
    layer.refresh();
    layer.forward();
    float[] y = values(layer.output());
    float[] slopes = draw(y.length, 1);
    layer.outputGradient().write(0, slopes, 0, slopes.length);
    layer.backward();

    Oracle oracle = new Oracle(x, input, parameters);
    Conv2DConfig config =
        Conv2DConfig.builder()
            .kH(size)
            .kW(size)
            .sH(stride)
            .sW(stride)
            .dataFormat("NHWC")
            .paddingMode(PaddingMode.VALID)
            .weightsFormat(WeightsFormat.YXIO)
            .build();
    SDVariable expected =
        oracle.activated(
            oracle.graph.cnn().conv2d(oracle.x, oracle.kernel, oracle.bias, config), activation);
    assertClose("y", y, expected.eval());
    Gradients gradients = oracle.gradients(expected, slopes);
    assertClose("x", values(inputGradient), gradients.of("x"));
    assertClose("kernel", gradient.get("layer/kernel"), gradients.of("kernel"));
    assertClose("bias", gradient.get("layer/bias"), gradients.of("bias"));
  }

  private SDVariable transposed(Oracle oracle, int size, Activation activation) {
    DeConv2DConfig config =
        DeConv2DConfig.builder()
            .kH(size)
            .kW(size)
            .sH(2)
            .sW(2)
            .isSameMode(false)
            .dataFormat("NHWC")
            .build();
    return oracle.activated(
        oracle.graph.cnn().deconv2d(oracle.x, oracle.kernel, oracle.bias, config), activation);
  }

  @ParameterizedTest(name = "{0} x {0}, {2} to {3} channels, {4}")
  @CsvSource({
    // As a convolution's gradient.
    "5, 7, 5, 3, RELU",
    "6, 7, 5, 6, ELU",
    // To squares of 2 x 2 pixels.
    "6, 7, 5, 3, NONE",
    "4, 7, 5, 3, NONE",
    "2, 7, 5, 3, NONE",
    // Pairs of places go back.
    "6, 8, 8, 3, ELU",
    "5, 6, 8, 5, ELU",
    // Winograd's: the way forward alone, and all three.
    "6, 8, 16, 8, RELU",
    "6, 13, 32, 16, NONE",
    "6, 9, 64, 32, ELU"
  })
  void transposedConvolution_isSameDiffs(
      int size, int edge, int inputs, int outputs, Activation activation) {
    take(edge, inputs);
    Layout.Builder layout = Layout.builder();
    TransposedConvolution.declare(layout, "layer", size, inputs, outputs);
    Parameters parameters = parameters(layout);
    Parameters gradient = parameters.zeros();
    TransposedConvolution layer =
        new TransposedConvolution(
            parameters, gradient, "layer", 2, activation, input, inputGradient);
    layer.refresh();
    layer.forward();
    float[] y = values(layer.output());
    float[] slopes = draw(y.length, 1);
    layer.outputGradient().write(0, slopes, 0, slopes.length);
    layer.backward();
    layer.finish();

    Oracle oracle = new Oracle(x, input, parameters);
    SDVariable expected = transposed(oracle, size, activation);
    assertClose("y", y, expected.eval());
    // Rounding before the bias is added takes some values to the other side of ReLU's kink.
    boolean kink = precision == Precision.BFLOAT16 && activation == Activation.RELU;
    double limit = kink ? 2 * tolerance : tolerance;
    Gradients gradients = oracle.gradients(expected, slopes);
    assertClose("x", values(inputGradient), gradients.of("x"), limit);
    assertClose("kernel", gradient.get("layer/kernel"), gradients.of("kernel"), limit);
    assertClose("bias", gradient.get("layer/bias"), gradients.of("bias"), limit);
  }

  @Test
  void whatIsDrawn_isNotRounded() {
    Layout.Builder layout = Layout.builder();
    TransposedConvolution.declare(layout, "layer", 6, INPUTS, OUTPUTS);
    Parameters parameters = parameters(layout);
    TransposedConvolution layer =
        TransposedConvolution.drawing(
            parameters, parameters.zeros(), "layer", 2, input, inputGradient);
    layer.refresh();
    layer.forward();
    SDVariable expected = transposed(new Oracle(x, input, parameters), 6, Activation.NONE);
    // The kernel has no more bits than bfloat16, see draw; the bias is added as it is.
    assertClose("y", values(layer.output()), expected.eval(), 1e-6);
  }

  @Test
  void gradientsOfTransposedConvolutions_areAddedUntilTheyFinish() {
    take(8, 32);
    Layout.Builder layout = Layout.builder();
    TransposedConvolution.declare(layout, "layer", 6, 32, 16);
    Parameters parameters = parameters(layout);
    Parameters gradient = parameters.zeros();
    TransposedConvolution layer =
        new TransposedConvolution(
            parameters, gradient, "layer", 2, Activation.NONE, input, inputGradient);
    float[] slopes = draw(layer.output().count() * layer.output().values(), 1);
    float[][] found = new float[2][];
    for (int times = 1; times <= 2; times++) {
      gradient.clear();
      layer.refresh();
      layer.forward();
      for (int i = 0; i < times; i++) {
        layer.outputGradient().write(0, slopes, 0, slopes.length);
        layer.backward();
      }
      layer.finish();
      found[times - 1] = gradient.get("layer/kernel");
    }
    for (int i = 0; i < found[0].length; i++) {
      assertThat(found[1][i]).isEqualTo(2 * found[0][i]);
    }
  }

  @Test
  void piecesOfABatch_goThroughALayerAsTheWholeDoes() {
    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "layer", 4, INPUTS, OUTPUTS);
    Parameters parameters = parameters(layout);
    Parameters whole = parameters.zeros();
    Convolution all =
        Convolution.trained(
            parameters, whole, "layer", 2, Activation.RELU, input, Optional.of(inputGradient));
    all.refresh();
    all.forward();
    float[] slopes = draw(PICTURES * all.output().values(), 1);
    all.outputGradient().write(0, slopes, 0, slopes.length);
    all.backward();

    Pictures pieces = new Pictures(workspace, precision, 1, EDGE, INPUTS, PICTURES);
    Pictures below = new Pictures(workspace, precision, 1, EDGE, INPUTS);
    Parameters sum = parameters.zeros();
    Convolution layer =
        Convolution.trained(
            parameters, sum, "layer", 2, Activation.RELU, pieces, Optional.of(below));
    layer.refresh();
    for (int i = 0; i < PICTURES; i++) {
      pieces.select(i);
      layer.output().select(i);
      pieces.write(0, x, i * pieces.values(), pieces.values());
      layer.forward();
    }
    for (int i = PICTURES - 1; i >= 0; i--) {
      pieces.select(i);
      layer.output().select(i);
      layer.outputGradient().write(0, slopes, i * layer.output().values(), layer.output().values());
      layer.backward();
      float[] expected = new float[pieces.values()];
      inputGradient.read(i * expected.length, expected, 0, expected.length);
      assertThat(values(below)).as("picture %d", i).isEqualTo(expected);
    }
    for (String name : parameters.names()) {
      assertClose(name, sum.get(name), Nd4j.createFromArray(whole.get(name)), 1e-6);
    }
    assertThatThrownBy(() -> pieces.select(PICTURES)).hasMessageContaining("piece 3 of 3");
  }

  @Test
  void gradients_areAddedToWhatIsThere() {
    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "layer", 4, INPUTS, OUTPUTS);
    Parameters parameters = parameters(layout);
    Parameters gradient = parameters.zeros();
    Convolution layer =
        Convolution.trained(
            parameters, gradient, "layer", 2, Activation.NONE, input, Optional.empty());
    layer.refresh();
    layer.forward();
    float[] slopes = draw(layer.output().count() * layer.output().values(), 1);
    layer.outputGradient().write(0, slopes, 0, slopes.length);
    layer.backward();
    float[] once = gradient.get("layer/kernel");
    layer.backward();
    float[] twice = gradient.get("layer/kernel");
    for (int i = 0; i < once.length; i++) {
      assertThat(twice[i]).isEqualTo(2 * once[i]);
    }
  }

  @Test
  void picturesThatDoNotFit_areRefusedByName() {
    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "layer", 4, INPUTS + 1, OUTPUTS);
    Convolution.declare(layout, "wide", EDGE + 1, INPUTS, OUTPUTS);
    TransposedConvolution.declare(layout, "odd", 5, INPUTS + 1, OUTPUTS);
    Parameters parameters = parameters(layout);
    assertThatThrownBy(() -> Convolution.forward(parameters, "layer", 2, Activation.NONE, input))
        .hasMessageContaining("layer takes 6 channels, and the pictures have 5");
    assertThatThrownBy(() -> Convolution.forward(parameters, "wide", 1, Activation.NONE, input))
        .hasMessageContaining("a kernel of 8 × 8 on a picture of 7 × 7");
    assertThatThrownBy(
            () ->
                new TransposedConvolution(
                    parameters,
                    parameters.zeros(),
                    "odd",
                    2,
                    Activation.NONE,
                    input,
                    inputGradient))
        .hasMessageContaining("odd takes 6 channels, and the pictures have 5");
  }
}
