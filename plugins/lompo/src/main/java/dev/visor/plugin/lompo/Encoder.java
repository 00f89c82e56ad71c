package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Convolution;
import dev.visor.nn.Parameters;
import dev.visor.nn.Pictures;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The convolutions that turn a picture into an embedding. */
final class Encoder {
  private static final float[] SCALED = new float[256];

  static {
    for (int i = 0; i < SCALED.length; i++) {
      SCALED[i] = i / 255f - 0.5f;
    }
  }

  private final Pictures input;
  private final List<Convolution> layers;
  private final float[] scaled;

  private Encoder(Pictures input, List<Convolution> layers) {
    this.input = input;
    this.layers = layers;
    scaled = new float[input.values()];
  }

  /**
   * The encoder without its gradient.
   *
   * @param pictures how many go through it at once
   */
  static Encoder forward(
      Workspace workspace, ModelShape shape, Parameters parameters, int pictures) {
    Pictures input = input(workspace, shape, pictures, Precision.FLOAT);
    List<Convolution> layers = new ArrayList<>();
    Pictures from = input;
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      Convolution layer =
          Convolution.forward(parameters, "encoder/" + i, ModelShape.STRIDE, Activation.RELU, from);
      layers.add(layer);
      from = layer.output();
    }
    Encoder encoder = new Encoder(input, layers);
    encoder.refresh();
    return encoder;
  }

  /**
   * The encoder with its gradient.
   *
   * @param gradient to which it is added
   * @param pictures how many there are in a batch
   * @param precision in which pictures are kept between layers
   */
  static Encoder trained(
      Workspace workspace,
      ModelShape shape,
      Parameters parameters,
      Parameters gradient,
      int pictures,
      Precision precision) {
    Pictures input = input(workspace, shape, pictures, precision);
    List<Convolution> layers = new ArrayList<>();
    Pictures from = input;
    // Nobody wants the gradient by the pictures themselves.
    Optional<Pictures> below = Optional.empty();
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      Convolution layer =
          Convolution.trained(
              parameters,
              gradient,
              "encoder/" + i,
              ModelShape.STRIDE,
              Activation.RELU,
              from,
              below);
      layers.add(layer);
      from = layer.output();
      below = Optional.of(layer.outputGradient());
    }
    return new Encoder(input, layers);
  }

  private static Pictures input(
      Workspace workspace, ModelShape shape, int pictures, Precision precision) {
    return new Pictures(workspace, precision, pictures, shape.edge(), ModelShape.CHANNELS);
  }

  /** Turns unsigned bytes into x / 255 − ½, as all parts of the model see them. */
  static void scale(byte[] bytes, int offset, float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] = SCALED[bytes[offset + i] & 0xff];
    }
  }

  /** One unsigned byte as x / 255 − ½. */
  static float scaled(byte value) {
    return SCALED[value & 0xff];
  }

  /** Takes the parameters as they now are: to be called after they changed. */
  void refresh() {
    layers.forEach(Convolution::refresh);
  }

  private Convolution last() {
    return layers.get(layers.size() - 1);
  }

  /**
   * Encodes pictures.
   *
   * @param pictures unsigned bytes, count × {@link ModelShape#imageValues()}
   * @param embeddings receives count × {@link ModelShape#embedding()}, beginning at an offset
   */
  void encode(byte[] pictures, int count, float[] embeddings, int offset) {
    int embedding = last().output().values();
    for (int from = 0; from < count; from += input.count()) {
      int part = Math.min(input.count(), count - from);
      for (int i = 0; i < part; i++) {
        scale(pictures, (from + i) * scaled.length, scaled, scaled.length);
        input.write(i * scaled.length, scaled, 0, scaled.length);
      }
      layers.forEach(Convolution::forward);
      last().output().read(0, embeddings, offset + from * embedding, part * embedding);
    }
  }

  /**
   * Adds the gradient by the parameters, of the batch that was encoded last.
   *
   * @param error the gradient by the embeddings, pictures × length
   */
  void backward(float[] error) {
    last().outputGradient().write(0, error, 0, input.count() * last().output().values());
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward();
    }
  }
}
