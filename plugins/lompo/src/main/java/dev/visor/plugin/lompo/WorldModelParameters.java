package dev.visor.plugin.lompo;

import dev.visor.nn.Convolution;
import dev.visor.nn.Dense;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TransposedConvolution;
import dev.visor.nn.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The arrays of a world model: their names, lengths and first values. Weights are drawn as Keras
 * does by default, biases are 0.
 */
final class WorldModelParameters {
  private WorldModelParameters() {}

  /** Names and lengths. */
  static Layout layout(ModelShape shape) {
    Layout.Builder layout = Layout.builder();
    List<Integer> channels = shape.encoderChannels();
    int inputs = ModelShape.CHANNELS;
    for (int i = 0; i < channels.size(); i++) {
      Convolution.declare(
          layout, "encoder/" + i, ModelShape.ENCODER_KERNEL, inputs, channels.get(i));
      inputs = channels.get(i);
    }
    shape.latent().declare(layout);
    decoder(layout, shape);
    head(layout, "reward", shape, WorldModel.REWARD_LAYERS);
    if (shape.terminal()) {
      head(layout, "terminal", shape, WorldModel.TERMINAL_LAYERS);
    }
    return layout.build();
  }

  private static void decoder(Layout.Builder layout, ModelShape shape) {
    Dense.declare(layout, "decoder/in", shape.features(), shape.decoderInputs());
    List<ModelShape.Deconvolution> layers = shape.decoder();
    for (int i = 0; i < layers.size(); i++) {
      ModelShape.Deconvolution layer = layers.get(i);
      if (i == 0) {
        // Its picture has a single place, so that the layer is a matrix from channels to pictures.
        layout.add(
            "decoder/0/kernel", layer.inputs(), layer.kernel() * layer.kernel() * layer.outputs());
        layout.add("decoder/0/bias", layer.outputs());
      } else {
        TransposedConvolution.declare(
            layout, "decoder/" + i, layer.kernel(), layer.inputs(), layer.outputs());
      }
    }
  }

  /** A perceptron from features to one value. */
  private static void head(Layout.Builder layout, String name, ModelShape shape, int layers) {
    int[] sizes = new int[layers + 1];
    Arrays.fill(sizes, shape.units());
    sizes[0] = shape.features();
    sizes[layers] = 1;
    Mlp.declare(layout, name, sizes);
  }

  /** Draws the arrays of a new world model. */
  static Parameters initial(ModelShape shape, Workspace workspace, RandomGenerator random) {
    Parameters parameters = layout(shape).allocate(workspace);
    for (int i = 0; i < shape.encoderChannels().size(); i++) {
      convolution(parameters, "encoder/" + i, false, random);
    }
    shape.latent().initialise(parameters, random);
    Initialiser.glorot(parameters, "decoder/in", random);
    ModelShape.Deconvolution first = shape.decoder().get(0);
    int area = first.kernel() * first.kernel();
    Initialiser.glorot(
        parameters, "decoder/0/kernel", area * first.inputs(), area * first.outputs(), random);
    for (int i = 1; i < shape.decoder().size(); i++) {
      convolution(parameters, "decoder/" + i, true, random);
    }
    Mlp.initialise(parameters, "reward", WorldModel.REWARD_LAYERS, random);
    if (shape.terminal()) {
      Mlp.initialise(parameters, "terminal", WorldModel.TERMINAL_LAYERS, random);
    }
    return parameters;
  }

  private static void convolution(
      Parameters parameters, String name, boolean transposed, RandomGenerator random) {
    int[] kernel = parameters.shape(name + "/kernel");
    int area = kernel[0] * kernel[1];
    Initialiser.glorot(
        parameters,
        name + "/kernel",
        area * kernel[transposed ? 3 : 2],
        area * kernel[transposed ? 2 : 3],
        random);
  }

  /** Whether acting needs an array: encoder, recurrence and posterior do. */
  static boolean acts(String name) {
    return name.startsWith("encoder/")
        || name.startsWith("recurrence/")
        || name.startsWith("posterior/");
  }
}
