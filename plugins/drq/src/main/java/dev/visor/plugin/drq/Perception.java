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
 * The encoder in training. It is moved by the critics' loss, and by the actor's if that has
 * something to say of the features, each with a step of Adam of its own. The features of what
 * follows are made by the same encoder, and nothing goes back there.
 */
final class Perception {
  private static final String NAME = "encoder";

  private final Parameters weights;
  private final Parameters gradient;
  private final PixelEncoder current;
  private final PixelEncoder following;
  private final Adam adam;

  private final Optional<ActorsLesson> actorsLesson;

  /**
   * What the actor's loss teaches.
   *
   * @param byFeatures where an update leaves its gradient by the features
   * @param gradient by the weights
   */
  private record ActorsLesson(float[] byFeatures, Parameters gradient, Adam adam) {}

  /**
   * An encoder to train.
   *
   * @param weights its arrays, as of {@link #initial}
   * @param actorByFeatures where an update leaves the gradient of the actor's loss by the features;
   *     empty if the encoder learns from the critics alone
   */
  Perception(
      Workspace workspace,
      PixelEncoder.Form form,
      Parameters weights,
      Basis basis,
      Optional<float[]> actorByFeatures) {
    this.weights = weights;
    gradient = weights.zeros();
    int rows = basis.batch();
    current = PixelEncoder.trained(workspace, form, weights, gradient, NAME, rows);
    following = PixelEncoder.forward(workspace, form, weights, NAME, rows);
    adam = adam(basis);
    actorsLesson =
        actorByFeatures.map(slopes -> new ActorsLesson(slopes, weights.zeros(), adam(basis)));
  }

  private Adam adam(Basis basis) {
    return new Adam(weights, basis.learningRate(), Double.POSITIVE_INFINITY);
  }

  /** The arrays of a new encoder. */
  static Parameters initial(Workspace workspace, PixelEncoder.Form form, RandomGenerator random) {
    Parameters weights = layout(form).allocate(workspace);
    form.initialise(weights, NAME, random);
    return weights;
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
   * Makes one step of Adam, or one for each loss. Both gradients are those of the weights that saw.
   *
   * @param byFeatures the gradient of the critics' loss by the features of the last {@link #see}
   * @return the sum of the norms of the gradients by the weights; for one that is not finite
   *     nothing was changed
   */
  double learn(float[] byFeatures) {
    actorsLesson.ifPresent(
        lesson -> {
          backward(lesson.byFeatures());
          lesson.gradient().set(gradient);
        });
    backward(byFeatures);
    double norm = adam.update(gradient);
    return norm + actorsLesson.map(lesson -> lesson.adam().update(lesson.gradient())).orElse(0.0);
  }

  private void backward(float[] byFeatures) {
    gradient.clear();
    current.backward(byFeatures);
  }

  /** Writes weights and optimisers. */
  void save(DataOutputStream out) throws IOException {
    weights.write(out);
    adam.save(out);
    if (actorsLesson.isPresent()) {
      actorsLesson.get().adam().save(out);
    }
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    weights.read(in);
    adam.restore(in);
    if (actorsLesson.isPresent()) {
      actorsLesson.get().adam().restore(in);
    }
  }
}
