package dev.visor.plugin.lompo;

import dev.visor.api.ObservationSpec;
import dev.visor.nn.Deviation;
import dev.visor.nn.picture.PictureShape;
import dev.visor.nn.rssm.LatentShape;

/**
 * The sizes of a world model, from which those of all its parts follow.
 *
 * @param edge height and width of a picture: 32, 64 or 128
 * @param felt number of proprioceptive values that are seen beside the picture; 0 for none
 * @param actions length of an action
 * @param depth channels of the encoder's first layer
 * @param deter length of the deterministic state
 * @param stoch length of the stochastic state
 * @param units width of hidden layers
 * @param ensemble number of prior heads
 * @param terminal whether there is a head that predicts the end of the task
 */
record ModelShape(
    int edge,
    int felt,
    int actions,
    int depth,
    int deter,
    int stoch,
    int units,
    int ensemble,
    boolean terminal) {
  /** Added to every standard deviation, so that none comes near 0. */
  static final float LEAST_STD = 0.1f;

  ModelShape {
    new PictureShape(edge, depth); // refuses other sizes
  }

  /**
   * The shape for an observation.
   *
   * @param ends whether there is a head that predicts the end of the task
   * @throws IllegalArgumentException if the picture has a size that the encoder cannot take, or
   *     proprioception is asked for where nothing is felt
   */
  static ModelShape of(
      ObservationSpec observation, int actions, LompoParameters parameters, boolean ends) {
    if (parameters.proprioception() && observation.proprio() == 0) {
      throw new IllegalArgumentException(
          "proprioception is true, and the data has none; set it to false");
    }
    PictureShape pictures =
        PictureShape.of(observation.height(), observation.width(), parameters.depth());
    return new ModelShape(
        pictures.edge(),
        parameters.proprioception() ? observation.proprio() : 0,
        actions,
        pictures.depth(),
        parameters.deter(),
        parameters.stoch(),
        parameters.units(),
        parameters.ensemble(),
        ends);
  }

  /** The sizes of the parts that know of pictures. */
  PictureShape pictures() {
    return new PictureShape(edge, depth);
  }

  /** The sizes of the part that knows nothing of pictures. */
  LatentShape latent() {
    return new LatentShape(
        actions, embedding(), stoch, deter, units, ensemble, new Deviation.Softplus(0, LEAST_STD));
  }

  /** Length of what actor, critics and heads see: stochastic, then deterministic state. */
  int features() {
    return stoch + deter;
  }

  /** Length of an embedded observation: the picture's part, then what comes of what is felt. */
  int embedding() {
    return pictures().embedding() + (felt > 0 ? units : 0);
  }
}
