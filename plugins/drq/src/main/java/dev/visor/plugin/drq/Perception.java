package dev.visor.plugin.drq;

import dev.visor.nn.Adam;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.PixelEncoder;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The encoder in training. It is moved by the critics' loss, and if asked for by the actor's; the
 * features of what follows are made by the same encoder, and nothing goes back there.
 */
final class Perception {
  private static final String NAME = "encoder";

  private final Parameters weights;
  private final Parameters gradient;
  private final PixelEncoder current;
  private final PixelEncoder following;
  private final Adam adam;

  /** The gradient of the actor's loss and its optimiser, used if that is asked for. */
  private final Parameters actorGradient;

  private final Optional<Adam> actorAdam;

  /**
   * A new encoder.
   *
   * @param random for first weights
   */
  Perception(Workspace workspace, PixelEncoder.Form form, Basis basis, RandomGenerator random) {
    weights = layout(form).allocate(workspace);
    gradient = weights.zeros();
    actorGradient = weights.zeros();
    form.initialise(weights, NAME, random);
    int rows = basis.batch();
    current = PixelEncoder.trained(workspace, form, weights, gradient, NAME, rows);
    following = PixelEncoder.forward(workspace, form, weights, NAME, rows);
    adam = new Adam(weights, basis.learningRate(), Double.POSITIVE_INFINITY);
    actorAdam =
        basis.teachers() == EncoderTeachers.BOTH
            ? Optional.of(new Adam(weights, basis.learningRate(), Double.POSITIVE_INFINITY))
            : Optional.empty();
  }

  /** Names and lengths of the arrays of an encoder. */
  static Layout layout(PixelEncoder.Form form) {
    Layout.Builder layout = Layout.builder();
    form.declare(layout, NAME);
    return layout.build();
  }

  /** The encoder of such arrays, for one stack at a time. */
  static PixelEncoder acting(Workspace workspace, PixelEncoder.Form form, Parameters weights) {
    PixelEncoder encoder = PixelEncoder.forward(workspace, form, weights, NAME, 1);
    encoder.refresh();
    return encoder;
  }

  /** The encoder's arrays, shared. */
  Parameters weights() {
    return weights;
  }

  /** Computes both features of a batch. */
  void see(byte[] pictures, byte[] nextPictures, Batch batch) {
    current.refresh();
    following.refresh();
    current.forward(pictures, batch.features());
    following.forward(nextPictures, batch.nextFeatures());
  }

  /**
   * Makes one step of Adam, or one for each loss.
   *
   * @param byFeatures the gradient of the critics' loss by the features of the last {@link #see}
   * @param actorByFeatures that of the actor's, if the encoder learns from it
   * @return the sum of the norms of the gradients by the weights; for one that is not finite
   *     nothing was changed
   */
  double learn(float[] byFeatures, Optional<float[]> actorByFeatures) {
    if (actorAdam.isPresent()) {
      gradient.clear();
      current.backward(actorByFeatures.orElseThrow());
      actorGradient.set(gradient);
    }
    gradient.clear();
    current.backward(byFeatures);
    double norm = adam.update(gradient);
    return actorAdam.isPresent() ? norm + actorAdam.get().update(actorGradient) : norm;
  }

  /** Writes weights and optimisers. */
  void save(DataOutputStream out) throws IOException {
    weights.write(out);
    adam.save(out);
    if (actorAdam.isPresent()) {
      actorAdam.get().save(out);
    }
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    weights.read(in);
    adam.restore(in);
    if (actorAdam.isPresent()) {
      actorAdam.get().restore(in);
    }
  }
}
