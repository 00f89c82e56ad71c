package dev.visor.plugin.lompo;

import dev.visor.api.ObservationSpec;
import dev.visor.nn.Deviation;
import dev.visor.nn.rssm.LatentShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a world model, from which those of all its parts follow.
 *
 * @param edge height and width of a picture: 32, 64 or 128
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
    int actions,
    int depth,
    int deter,
    int stoch,
    int units,
    int ensemble,
    boolean terminal) {
  /** Added to every standard deviation, so that none comes near 0. */
  static final float LEAST_STD = 0.1f;

  static final int CHANNELS = ObservationSpec.CHANNELS;
  static final int ENCODER_KERNEL = 4;
  static final int STRIDE = 2;

  /**
   * A transposed convolution of stride 2.
   *
   * @param kernel its edge
   * @param inputs channels that go in
   * @param outputs channels that come out
   */
  record Deconvolution(int kernel, int inputs, int outputs) {}

  ModelShape {
    if (edge != 32 && edge != 64 && edge != 128) {
      throw new IllegalArgumentException(
          "the world model sees square pictures of 32, 64 or 128 pixels, not of "
              + edge
              + "; choose observation 32px, 64px or 128px");
    }
  }

  /**
   * The shape for an observation.
   *
   * @throws IllegalArgumentException if the picture has a size that the encoder cannot take
   */
  static ModelShape of(ObservationSpec observation, int actions, LompoParameters parameters) {
    if (observation.height() != observation.width()) {
      throw new IllegalArgumentException(
          "the world model sees square pictures of 32, 64 or 128 pixels, not "
              + observation.height()
              + " × "
              + observation.width()
              + "; choose observation 32px, 64px or 128px");
    }
    return new ModelShape(
        observation.height(),
        actions,
        parameters.depth(),
        parameters.deter(),
        parameters.stoch(),
        parameters.units(),
        parameters.ensemble(),
        parameters.terminalHead());
  }

  /** The sizes of the part that knows nothing of pictures. */
  LatentShape latent() {
    return new LatentShape(
        actions, embedding(), stoch, deter, units, ensemble, new Deviation.Softplus(0, LEAST_STD));
  }

  /** Values in one picture. */
  int imageValues() {
    return edge * edge * CHANNELS;
  }

  /** Length of what actor, critics and heads see: stochastic, then deterministic state. */
  int features() {
    return stoch + deter;
  }

  /** Channels that each layer of the encoder puts out. */
  List<Integer> encoderChannels() {
    return switch (edge) {
      case 32 -> List.of(depth, 2 * depth, 4 * depth);
      case 64 -> List.of(depth, 2 * depth, 4 * depth, 8 * depth);
      default -> List.of(depth, 2 * depth, 4 * depth, 8 * depth, 8 * depth);
    };
  }

  /** Length of an encoded picture: four places of the last layer's channels. */
  int embedding() {
    List<Integer> channels = encoderChannels();
    return 4 * channels.get(channels.size() - 1);
  }

  /** The decoder's layers, from one place to the whole picture. */
  List<Deconvolution> decoder() {
    int[] kernels;
    int[] channels;
    switch (edge) {
      case 32 -> {
        kernels = new int[] {5, 6, 6};
        channels = new int[] {4 * depth, 2 * depth, CHANNELS};
      }
      case 64 -> {
        kernels = new int[] {5, 5, 6, 6};
        channels = new int[] {4 * depth, 2 * depth, depth, CHANNELS};
      }
      default -> {
        kernels = new int[] {5, 5, 5, 6, 6};
        channels = new int[] {4 * depth, 2 * depth, depth, depth, CHANNELS};
      }
    }
    List<Deconvolution> layers = new ArrayList<>();
    int inputs = decoderInputs();
    for (int i = 0; i < kernels.length; i++) {
      layers.add(new Deconvolution(kernels[i], inputs, channels[i]));
      inputs = channels[i];
    }
    return layers;
  }

  /** Channels of the single place that the decoder starts from: as many as an embedding. */
  int decoderInputs() {
    return embedding();
  }
}
