package dev.visor.plugin.bc;

import dev.visor.api.RandomStream;
import dev.visor.nn.Activation;
import dev.visor.nn.Convolution;
import dev.visor.nn.Dense;
import dev.visor.nn.LayerNorm;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Which layers a network has.
 *
 * @param encoder how pictures become features
 * @param edge height and width of a picture
 * @param channels of a stack of pictures
 * @param convolutions from the picture on
 * @param hidden units in each of the two layers before the action
 * @param actions length of an action
 */
record Architecture(
    Encoder encoder, int edge, int channels, List<Layer> convolutions, int hidden, int actions) {
  /** Layers between features and action, the last one included. */
  static final int HEAD_LAYERS = 3;

  private static final int DRQ_CHANNELS = 32;
  private static final int DRQ_FEATURES = 50;
  private static final int DRQ_LEAST = 16;

  /** A convolution. */
  record Layer(int kernel, int stride, int outputs) {}

  static Architecture of(BcParameters parameters, int edge, int channels, int actions) {
    List<Layer> convolutions =
        parameters.encoder() == Encoder.DRQ ? drq(edge) : strided(parameters.depth(), edge);
    return new Architecture(
        parameters.encoder(), edge, channels, convolutions, parameters.hidden(), actions);
  }

  /** Halves the picture until fewer than 6 pixels are left in one direction. */
  private static List<Layer> strided(int depth, int edge) {
    List<Layer> layers = new ArrayList<>();
    int outputs = depth;
    for (int size = edge; size >= 6; size = (size - 4) / 2 + 1) {
      layers.add(new Layer(4, 2, outputs));
      outputs *= 2;
    }
    return layers;
  }

  private static List<Layer> drq(int edge) {
    if (edge < DRQ_LEAST) {
      throw new IllegalArgumentException(
          "the encoder drq needs pictures of %d pixels or more, and these have %d"
              .formatted(DRQ_LEAST, edge));
    }
    return List.of(
        new Layer(3, 2, DRQ_CHANNELS),
        new Layer(3, 1, DRQ_CHANNELS),
        new Layer(3, 1, DRQ_CHANNELS),
        new Layer(3, 1, DRQ_CHANNELS));
  }

  /** Whether a normalised trunk of few features follows the convolutions. */
  boolean hasTrunk() {
    return encoder == Encoder.DRQ;
  }

  /** What follows each of the two layers of units. */
  Activation unit() {
    return encoder == Encoder.DRQ ? Activation.RELU : Activation.ELU;
  }

  /** Values that the convolutions put out. */
  int embedding() {
    int size = edge;
    int outputs = channels;
    for (Layer layer : convolutions) {
      size = (size - layer.kernel()) / layer.stride() + 1;
      outputs = layer.outputs();
    }
    return size * size * outputs;
  }

  /** Values that the head sees. */
  int features() {
    return hasTrunk() ? DRQ_FEATURES : embedding();
  }

  Layout layout() {
    Layout.Builder layout = Layout.builder();
    int inputs = channels;
    for (int i = 0; i < convolutions.size(); i++) {
      Layer layer = convolutions.get(i);
      Convolution.declare(layout, "encoder/" + i, layer.kernel(), inputs, layer.outputs());
      inputs = layer.outputs();
    }
    if (hasTrunk()) {
      Dense.declare(layout, "trunk", embedding(), DRQ_FEATURES);
      LayerNorm.declare(layout, "trunk/norm", DRQ_FEATURES);
    }
    Mlp.declare(layout, "head", features(), hidden, hidden, actions);
    return layout.build();
  }

  /** Draws all weights; biases start at 0. */
  void initialise(Parameters parameters, RandomStream random) {
    for (String name : parameters.names()) {
      if (name.endsWith("/kernel")) {
        parameters.set(name, draw(parameters.shape(name), random));
      }
    }
    if (hasTrunk()) {
      LayerNorm.initialise(parameters, "trunk/norm");
    }
  }

  /** A kernel is a matrix whose columns are outputs, whatever lengths its inputs have. */
  private float[] draw(int[] shape, RandomStream random) {
    int outputs = shape[shape.length - 1];
    int count = 1;
    for (int length : shape) {
      count *= length;
    }
    boolean convolution = shape.length == 4;
    int area = convolution ? shape[0] * shape[1] : 1;
    if (hasTrunk()) {
      double gain = convolution ? Math.sqrt(2) : 1;
      return Weights.orthogonal(count / outputs, outputs, gain, random);
    }
    return Weights.glorot(count, count / outputs, (long) area * outputs, random);
  }
}
