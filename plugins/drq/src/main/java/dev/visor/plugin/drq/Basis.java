package dev.visor.plugin.drq;

import dev.visor.api.ObservationSpec;
import dev.visor.nn.FrameStack;
import dev.visor.nn.PixelEncoder;

/**
 * The parameters that all algorithms here have; {@link DrqBcParameters} says what they mean.
 *
 * @param updates gradient steps
 * @param batch rows in a gradient step
 * @param learningRate of all optimisers
 * @param discount of the next decision's value
 * @param steps rewards that are counted before value is asked for
 * @param polyak how far targets move in an update
 * @param frames pictures stacked into one input
 * @param encoder how pictures become features
 * @param depth channels of the first convolution of the encoder {@code strided}
 * @param units width of a hidden layer
 * @param shift greatest random shift, in pixels
 * @param weightAverage how slowly the weights that act follow those that are trained
 */
record Basis(
    int updates,
    int batch,
    double learningRate,
    double discount,
    int steps,
    double polyak,
    int frames,
    EncoderKind encoder,
    int depth,
    int units,
    int shift,
    double weightAverage) {

  /**
   * How pictures are stacked.
   *
   * @throws IllegalArgumentException if they are not square
   */
  FrameStack stack(ObservationSpec observation) {
    if (observation.height() != observation.width()) {
      throw new IllegalArgumentException(
          "the encoders here see square pictures, not %d × %d; choose observation 32px, 64px or"
                  .formatted(observation.height(), observation.width())
              + " 128px");
    }
    return new FrameStack(observation.height(), frames);
  }

  /** The convolutions on such stacks. */
  PixelEncoder.Form encoder(FrameStack stack) {
    return encoder.form(stack.edge(), stack.channels(), depth);
  }
}
