package dev.visor.plugin.lompo;

import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureDecoder;
import java.util.Arrays;
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
    Perception.declare(layout, shape);
    shape.latent().declare(layout);
    PictureDecoder.declare(layout, shape.pictures(), shape.features());
    head(layout, "reward", shape, WorldModel.REWARD_LAYERS, 1);
    if (shape.terminal()) {
      head(layout, "terminal", shape, WorldModel.TERMINAL_LAYERS, 1);
    }
    if (shape.felt() > 0) {
      head(layout, "felt", shape, WorldModel.FELT_LAYERS, shape.felt());
    }
    return layout.build();
  }

  /** A perceptron from features. */
  private static void head(
      Layout.Builder layout, String name, ModelShape shape, int layers, int outputs) {
    int[] sizes = new int[layers + 1];
    Arrays.fill(sizes, shape.units());
    sizes[0] = shape.features();
    sizes[layers] = outputs;
    Mlp.declare(layout, name, sizes);
  }

  /** Draws the arrays of a new world model. */
  static Parameters initial(ModelShape shape, Workspace workspace, RandomGenerator random) {
    Parameters parameters = layout(shape).allocate(workspace);
    Perception.initialise(parameters, shape, random);
    shape.latent().initialise(parameters, random);
    PictureDecoder.initialise(parameters, shape.pictures(), random);
    Mlp.initialise(parameters, "reward", WorldModel.REWARD_LAYERS, random);
    if (shape.terminal()) {
      Mlp.initialise(parameters, "terminal", WorldModel.TERMINAL_LAYERS, random);
    }
    if (shape.felt() > 0) {
      Mlp.initialise(parameters, "felt", WorldModel.FELT_LAYERS, random);
    }
    return parameters;
  }

  /** Whether acting needs an array: encoder, recurrence and posterior do. */
  static boolean acts(String name) {
    return name.startsWith("encoder/")
        || name.startsWith("recurrence/")
        || name.startsWith("posterior/");
  }
}
