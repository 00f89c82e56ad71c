package dev.visor.nn.picture;

import dev.visor.nn.Activation;
import dev.visor.nn.Convolution;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Pictures;
import dev.visor.nn.PixelInput;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The convolutions that turn a picture into an embedding. A batch goes through them a few pictures
 * at a time, so that these stay in the cache from one layer to the next.
 */
public final class PictureEncoder {
  /** Pictures at once; with 400 all products take a tenth longer. */
  private static final int AT_ONCE = 32;

  private final Pictures input;
  private final PixelInput pixels;
  private final List<Convolution> layers;

  private PictureEncoder(Pictures input, List<Convolution> layers) {
    this.input = input;
    this.layers = layers;
    pixels = new PixelInput(input);
  }

  /** Adds the arrays, {@code encoder/0} and so on, to a layout. */
  public static void declare(Layout.Builder layout, PictureShape shape) {
    int inputs = PictureShape.CHANNELS;
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      int outputs = shape.encoderChannels().get(i);
      Convolution.declare(layout, "encoder/" + i, PictureShape.ENCODER_KERNEL, inputs, outputs);
      inputs = outputs;
    }
  }

  /** Draws the weights of a new encoder as Keras does by default; biases are left as they are. */
  public static void initialise(Parameters parameters, PictureShape shape, RandomGenerator random) {
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      int[] kernel = parameters.shape("encoder/" + i + "/kernel");
      int area = kernel[0] * kernel[1];
      Initialiser.glorot(
          parameters, "encoder/" + i + "/kernel", area * kernel[2], area * kernel[3], random);
    }
  }

  /**
   * The encoder without its gradient.
   *
   * @param pictures how many go through it at once
   */
  public static PictureEncoder forward(
      Workspace workspace, PictureShape shape, Parameters parameters, int pictures) {
    Pictures input =
        new Pictures(workspace, Precision.FLOAT, pictures, shape.edge(), PictureShape.CHANNELS);
    List<Convolution> layers = new ArrayList<>();
    Pictures from = input;
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      Convolution layer =
          Convolution.forward(
              parameters, "encoder/" + i, PictureShape.STRIDE, Activation.RELU, from);
      layers.add(layer);
      from = layer.output();
    }
    PictureEncoder encoder = new PictureEncoder(input, layers);
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
  public static PictureEncoder trained(
      Workspace workspace,
      PictureShape shape,
      Parameters parameters,
      Parameters gradient,
      int pictures,
      Precision precision) {
    int pieces = (pictures + AT_ONCE - 1) / AT_ONCE;
    int atOnce = (pictures + pieces - 1) / pieces;
    Pictures input =
        new Pictures(workspace, precision, atOnce, shape.edge(), PictureShape.CHANNELS, pieces);
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
              PictureShape.STRIDE,
              Activation.RELU,
              from,
              below);
      layers.add(layer);
      from = layer.output();
      below = Optional.of(layer.outputGradient());
    }
    return new PictureEncoder(input, layers);
  }

  /** Takes the parameters as they now are: to be called after they changed. */
  public void refresh() {
    layers.forEach(Convolution::refresh);
  }

  private Convolution last() {
    return layers.get(layers.size() - 1);
  }

  /**
   * Encodes pictures.
   *
   * @param pictures unsigned bytes, count × {@link PictureShape#values()}
   * @param embeddings receives count × {@link PictureShape#embedding()}, beginning at an offset
   */
  public void encode(byte[] pictures, int count, float[] embeddings, int offset) {
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
  public void backward(float[] error) {
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
