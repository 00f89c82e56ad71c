package dev.visor.plugin.dreamer;

import dev.visor.api.ObservationSpec;
import dev.visor.nn.Activation;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureDecoder;
import dev.visor.nn.picture.PictureEncoder;
import dev.visor.nn.picture.PictureShape;
import dev.visor.nn.rssm.CategoricalState;
import dev.visor.nn.rssm.GaussianState;
import dev.visor.nn.rssm.LatentShape;
import dev.visor.nn.rssm.StochasticState;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The sizes of a world model, and its arrays: encoder, state-space model, decoder, and the heads
 * that read reward and the task's end off a state. Weights are drawn as Keras does by default,
 * biases are 0.
 *
 * @param pictures of encoder and decoder
 * @param latent of the state-space model
 * @param headLayers hidden layers of the heads
 * @param headUnits width of these
 * @param discounts whether there is a head that predicts the task's end
 */
record ModelShape(
    PictureShape pictures, LatentShape latent, int headLayers, int headUnits, boolean discounts) {
  private static final String REWARD = "reward";
  private static final String TERMINAL = "terminal";
  private static final float LEAST_STD = 0.1f;

  /**
   * The shape for an observation.
   *
   * @throws IllegalArgumentException if the picture has a size that the encoder cannot take
   */
  static ModelShape of(ObservationSpec observation, int actions, DreamerParameters parameters) {
    PictureShape pictures =
        PictureShape.of(observation.height(), observation.width(), parameters.depth());
    LatentShape latent =
        new LatentShape(
            actions,
            pictures.embedding(),
            state(parameters.latent(), parameters.stoch(), parameters.classes()),
            parameters.deter(),
            parameters.units(),
            parameters.priorHeads());
    return new ModelShape(
        pictures,
        latent,
        parameters.headLayers(),
        parameters.headUnits(),
        parameters.discountHead());
  }

  /** The stochastic state of a kind. */
  static StochasticState state(Latent latent, int stoch, int classes) {
    return switch (latent) {
      case CATEGORICAL -> new CategoricalState(stoch, classes);
      case GAUSSIAN -> new GaussianState(stoch, new Deviation.Sigmoid(LEAST_STD));
    };
  }

  /** Length of what actor, critic and heads see. */
  int features() {
    return latent.features();
  }

  /** Length of an action. */
  int actions() {
    return latent.actions();
  }

  /** Names and lengths. */
  Layout layout() {
    Layout.Builder layout = Layout.builder();
    PictureEncoder.declare(layout, pictures);
    latent.declare(layout);
    PictureDecoder.declare(layout, pictures, features());
    perceptron(layout, REWARD, features(), headLayers, headUnits, 1);
    if (discounts) {
      perceptron(layout, TERMINAL, features(), headLayers, headUnits, 1);
    }
    return layout.build();
  }

  /** Adds a perceptron's arrays to a layout. */
  static void perceptron(
      Layout.Builder layout, String name, int inputs, int hidden, int units, int outputs) {
    int[] sizes = new int[hidden + 2];
    Arrays.fill(sizes, units);
    sizes[0] = inputs;
    sizes[hidden + 1] = outputs;
    Mlp.declare(layout, name, sizes);
  }

  /** Draws the arrays of a new model. */
  Parameters initial(Workspace workspace, RandomGenerator random) {
    Parameters weights = layout().allocate(workspace);
    PictureEncoder.initialise(weights, pictures, random);
    latent.initialise(weights, random);
    PictureDecoder.initialise(weights, pictures, random);
    Mlp.initialise(weights, REWARD, headLayers + 1, random);
    if (discounts) {
      Mlp.initialise(weights, TERMINAL, headLayers + 1, random);
    }
    return weights;
  }

  /** The network that reads the reward on arrival off features. */
  Mlp reward(Parameters weights) {
    return new Mlp(weights, REWARD, headLayers + 1, Activation.ELU);
  }

  /** The network that reads the logit of the task's end off features, if there is one. */
  Mlp terminal(Parameters weights) {
    return new Mlp(weights, TERMINAL, headLayers + 1, Activation.ELU);
  }

  /** Whether acting needs an array: encoder, recurrence and posterior do. */
  static boolean acts(String name) {
    return name.startsWith("encoder/")
        || name.startsWith("recurrence/")
        || name.startsWith("posterior/");
  }
}
