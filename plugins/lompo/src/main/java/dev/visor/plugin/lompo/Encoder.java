package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Convolution;
import dev.visor.nn.Parameters;
import dev.visor.nn.Pictures;
import dev.visor.nn.PixelInput;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The convolutions that turn a picture into an embedding. A batch goes through them a few pictures
 * at a time, so that these stay in the cache from one layer to the next.
 */
final class Encoder {
  /** Pictures at once; with 400 all products take a tenth longer. */
  private static final int AT_ONCE = 32;

  private final Pictures input;
  private final PixelInput pixels;
  private final List<Convolution> layers;

  private Encoder(Pictures input, List<Convolution> layers) {
    this.input = input;
    this.layers = layers;
    pixels = new PixelInput(input);
  }

  /**
   * The encoder without its gradient.
   *
   * @param pictures how many go through it at once
   */
  static Encoder forward(
      Workspace workspace, ModelShape shape, Parameters parameters, int pictures) {
    Pictures input =
        new Pictures(workspace, Precision.FLOAT, pictures, shape.edge(), ModelShape.CHANNELS);
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
    int pieces = (pictures + AT_ONCE - 1) / AT_ONCE;
    int atOnce = (pictures + pieces - 1) / pieces;
    Pictures input =
        new Pictures(workspace, precision, atOnce, shape.edge(), ModelShape.CHANNELS, pieces);
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
    for (int from = 0, piece = 0; from < count; from += input.count(), piece++) {
      int part = Math.min(input.count(), count - from);
      select(piece);
      pixels.write(pictures, from * input.values(), part);
      layers.forEach(Convolution::forward);
      last().output().read(0, embeddings, offset + from * embedding, part * embedding);
    }
  }

  /** Lets all layers work on a piece; without the gradient no piece need be kept. */
  private void select(int piece) {
    if (input.pieces() > 1) {
      input.select(piece);
      for (Convolution layer : layers) {
        layer.output().select(piece);
      }
    }
  }

  /**
   * Adds the gradient by the parameters, of the batch that was encoded last.
   *
   * @param error the gradient by the embeddings, pictures × length
   */
  void backward(float[] error) {
    int embedding = last().output().values();
    for (int piece = 0; piece < input.pieces(); piece++) {
      int from = piece * input.count() * embedding;
      int part = Math.min(input.count() * embedding, error.length - from);
      select(piece);
      if (part < input.count() * embedding) {
        // Pictures that the last piece has too many count for nothing.
        last().outputGradient().clear();
      }
      last().outputGradient().write(0, error, from, part);
      for (int i = layers.size() - 1; i >= 0; i--) {
        layers.get(i).backward();
      }
    }
  }
}
