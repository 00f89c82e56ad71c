package dev.visor.nn.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.DoubleGraph;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** Encoder and decoder as a whole against SameDiff in double precision. */
class PictureNetworksTest {
  private static final int FEATURES = 5;

  private final Random random = new Random(73);
  private final Workspace workspace = new Workspace();

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private Parameters weights(Layout.Builder layout) {
    Parameters weights = layout.build().allocate(workspace);
    for (String name : weights.names()) {
      if (name.endsWith("bias")) {
        Initialiser.glorot(weights, name, 9, 9, random);
      }
    }
    return weights;
  }

  private static float[] scaled(byte[] pictures) {
    float[] values = new float[pictures.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (pictures[i] & 0xff) / 255f - 0.5f;
    }
    return values;
  }

  @ParameterizedTest(name = "{2} pictures of {0} pixels, {1} channels")
  @CsvSource({"32, 2, 3", "64, 8, 2", "128, 1, 2", "32, 1, 45"})
  void encoder_isSameDiffs_withItsGradient(int edge, int depth, int count) {
    PictureShape shape = new PictureShape(edge, depth);
    Layout.Builder layout = Layout.builder();
    PictureEncoder.declare(layout, shape);
    Parameters weights = weights(layout);
    PictureEncoder.initialise(weights, shape, random);
    Parameters gradient = weights.zeros();
    byte[] pictures = new byte[count * shape.values()];
    random.nextBytes(pictures);
    float[] slopes = draw(count * shape.embedding());
    float[] found = new float[slopes.length];
    PictureEncoder encoder =
        PictureEncoder.trained(workspace, shape, weights, gradient, count, Precision.FLOAT);
    encoder.refresh();
    encoder.encode(pictures, count, found, 0);
    encoder.backward(slopes);

    DoubleGraph graph = new DoubleGraph().with(weights);
    SDVariable x =
        graph
            .rows(scaled(pictures), shape.values())
            .reshape(count, edge, edge, PictureShape.CHANNELS);
    Conv2DConfig config =
        Conv2DConfig.builder()
            .kH(PictureShape.ENCODER_KERNEL)
            .kW(PictureShape.ENCODER_KERNEL)
            .sH(PictureShape.STRIDE)
            .sW(PictureShape.STRIDE)
            .dataFormat("NHWC")
            .paddingMode(PaddingMode.VALID)
            .weightsFormat(WeightsFormat.YXIO)
            .build();
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      SDVariable kernel = graph.get("encoder/" + i + "/kernel");
      SDVariable bias = graph.get("encoder/" + i + "/bias");
      x = graph.graph().nn().relu(graph.graph().cnn().conv2d(x, kernel, bias, config), 0);
    }
    SDVariable embedded = x.reshape(count, shape.embedding());
    DoubleGraph.assertSame("embeddings", found, graph.value(embedded));
    graph.assertGradient(graph.along(embedded, slopes, shape.embedding()), gradient);
    float[] forward = new float[found.length + 2];
    PictureEncoder.forward(workspace, shape, weights, 2).encode(pictures, count, forward, 2);
    for (int i = 0; i < found.length; i++) {
      assertThat(forward[i + 2]).isCloseTo(found[i], within(1e-4f));
    }
  }

  @ParameterizedTest(name = "{2} pictures of {0} pixels, {1} channels")
  @CsvSource({"32, 2, 3", "64, 8, 2", "128, 1, 2", "32, 1, 45"})
  void decoder_isSameDiffs_withItsGradient(int edge, int depth, int count) {
    PictureShape shape = new PictureShape(edge, depth);
    Layout.Builder layout = Layout.builder();
    PictureDecoder.declare(layout, shape, FEATURES);
    Parameters weights = weights(layout);
    PictureDecoder.initialise(weights, shape, random);
    Parameters gradient = weights.zeros();
    byte[] pictures = new byte[count * shape.values()];
    random.nextBytes(pictures);
    float[] features = draw(count * FEATURES);
    float[] rowWeights = draw(count);
    double[] losses = new double[count];
    float[] byFeatures = new float[features.length];
    PictureDecoder decoder =
        new PictureDecoder(workspace, shape, FEATURES, weights, gradient, count, Precision.FLOAT);
    decoder.compute(features, pictures, rowWeights, losses, byFeatures);

    DoubleGraph graph = new DoubleGraph().with(weights);
    SDVariable input = graph.variable("features", features, count, FEATURES);
    SDVariable drawn = draw(graph, shape, input, count);
    SDVariable difference = drawn.sub(graph.rows(scaled(pictures), shape.values()));
    SDVariable expected = difference.mul(difference).sum(true, 1).mul(0.5);
    double[] each = graph.value(expected);
    for (int row = 0; row < count; row++) {
      assertThat(losses[row]).isCloseTo(each[row], within(1e-5 * each[row]));
    }
    DoubleGraph.assertSame(
        "features",
        byFeatures,
        DoubleGraph.of(
            graph.assertGradient(graph.along(expected, rowWeights, 1), gradient, "features"),
            "features"));
  }

  @ParameterizedTest(name = "{2} of {3} pictures of {0} pixels, {1} channels")
  @CsvSource({"32, 2, 3, 3", "64, 8, 1, 2", "128, 1, 2, 2", "32, 1, 33, 45"})
  void draw_isWhatSameDiffDraws(int edge, int depth, int count, int most) {
    PictureShape shape = new PictureShape(edge, depth);
    Layout.Builder layout = Layout.builder();
    PictureDecoder.declare(layout, shape, FEATURES);
    Parameters weights = weights(layout);
    PictureDecoder.initialise(weights, shape, random);
    float[] features = draw(count * FEATURES);
    float[] found = new float[count * shape.values()];
    PictureDecoder decoder =
        new PictureDecoder(
            workspace, shape, FEATURES, weights, weights.zeros(), most, Precision.FLOAT);
    decoder.draw(features, count, found);

    DoubleGraph graph = new DoubleGraph().with(weights);
    SDVariable input = graph.rows(features, FEATURES);
    DoubleGraph.assertSame("pictures", found, graph.value(draw(graph, shape, input, count)));
    assertThatThrownBy(() -> decoder.draw(features, most + 1, found))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SDVariable draw(
      DoubleGraph graph, PictureShape shape, SDVariable features, int count) {
    List<PictureShape.Deconvolution> layers = shape.decoder();
    PictureShape.Deconvolution first = layers.get(0);
    SDVariable x =
        graph
            .dense("decoder/in", features)
            .mmul(graph.get("decoder/0/kernel"))
            .reshape(count, first.kernel(), first.kernel(), first.outputs())
            .add(graph.get("decoder/0/bias"));
    for (int i = 1; i < layers.size(); i++) {
      DeConv2DConfig config =
          DeConv2DConfig.builder()
              .kH(layers.get(i).kernel())
              .kW(layers.get(i).kernel())
              .sH(PictureShape.STRIDE)
              .sW(PictureShape.STRIDE)
              .isSameMode(false)
              .dataFormat("NHWC")
              .build();
      SDVariable kernel = graph.get("decoder/" + i + "/kernel");
      SDVariable bias = graph.get("decoder/" + i + "/bias");
      SDVariable below = graph.graph().nn().relu(x, 0);
      x = graph.graph().cnn().deconv2d(below, kernel, bias, config);
    }
    return x.reshape(count, shape.values());
  }

  @Test
  void pictures_thatDoNotFit_areRefused() {
    assertThatThrownBy(() -> new PictureShape(48, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not of 48; choose observation 32px, 64px or 128px");
    assertThatThrownBy(() -> PictureShape.of(64, 32, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 64 × 32; choose observation 32px, 64px or 128px");
  }
}
