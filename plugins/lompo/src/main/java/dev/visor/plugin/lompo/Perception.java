package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureEncoder;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * From observations to embeddings: a picture goes through convolutions, and what a body feels,
 * where it is seen at all, through a perceptron; they lie side by side.
 */
final class Perception {
  private static final String FELT = "encoder/felt";
  private static final int FELT_LAYERS = 2;

  private final PictureEncoder pictures;
  private final Optional<Felt> felt;

  /** What a body feels: its network, and room to lay its embeddings beside a picture's. */
  private record Felt(
      Mlp.Pass pass,
      Optional<Mlp> gradient,
      int most,
      int values,
      int pictureSize,
      int size,
      float[] part,
      float[] pictureRows) {}

  private Perception(PictureEncoder pictures, Optional<Felt> felt) {
    this.pictures = pictures;
    this.felt = felt;
  }

  /** Adds the arrays to a layout. */
  static void declare(Layout.Builder layout, ModelShape shape) {
    PictureEncoder.declare(layout, shape.pictures());
    if (shape.felt() > 0) {
      Mlp.declare(layout, FELT, shape.felt(), shape.units(), shape.units());
    }
  }

  /** Draws the weights of a new one; biases of convolutions are left as they are. */
  static void initialise(Parameters parameters, ModelShape shape, RandomGenerator random) {
    PictureEncoder.initialise(parameters, shape.pictures(), random);
    if (shape.felt() > 0) {
      Mlp.initialise(parameters, FELT, FELT_LAYERS, random);
    }
  }

  /**
   * Perception without its gradient.
   *
   * @param atOnce how many observations go through it at once
   */
  static Perception forward(
      Workspace workspace, ModelShape shape, Parameters parameters, int atOnce) {
    return new Perception(
        PictureEncoder.forward(workspace, shape.pictures(), parameters, atOnce),
        felt(workspace, shape, parameters, Optional.empty(), atOnce));
  }

  /**
   * Perception with its gradient.
   *
   * @param gradient to which it is added
   * @param rows how many observations there are in a batch
   * @param precision in which pictures are kept between layers
   */
  static Perception trained(
      Workspace workspace,
      ModelShape shape,
      Parameters parameters,
      Parameters gradient,
      int rows,
      Precision precision) {
    return new Perception(
        PictureEncoder.trained(workspace, shape.pictures(), parameters, gradient, rows, precision),
        felt(workspace, shape, parameters, Optional.of(gradient), rows));
  }

  private static Optional<Felt> felt(
      Workspace workspace,
      ModelShape shape,
      Parameters parameters,
      Optional<Parameters> gradient,
      int most) {
    if (shape.felt() == 0) {
      return Optional.empty();
    }
    int pictureSize = shape.pictures().embedding();
    return Optional.of(
        new Felt(
            network(parameters).pass(workspace, most),
            gradient.map(Perception::network),
            most,
            shape.felt(),
            pictureSize,
            shape.units(),
            new float[most * shape.felt()],
            new float[most * pictureSize]));
  }

  private static Mlp network(Parameters parameters) {
    return new Mlp(parameters, FELT, FELT_LAYERS, Activation.ELU);
  }

  /** Takes the parameters as they now are: to be called after they changed. */
  void refresh() {
    pictures.refresh();
  }

  /**
   * Embeds observations.
   *
   * @param images unsigned bytes, count × values of a picture
   * @param proprio what is felt with each, count × {@link ModelShape#felt()}
   * @param embeddings receives count × {@link ModelShape#embedding()}, beginning at an offset
   */
  void encode(byte[] images, float[] proprio, int count, float[] embeddings, int offset) {
    if (felt.isEmpty()) {
      pictures.encode(images, count, embeddings, offset);
      return;
    }
    Felt own = felt.get();
    float[] seen = count <= own.most ? own.pictureRows : new float[count * own.pictureSize];
    pictures.encode(images, count, seen, 0);
    for (int from = 0; from < count; from += own.most) {
      int part = Math.min(own.most, count - from);
      System.arraycopy(proprio, from * own.values, own.part, 0, part * own.values);
      float[] embedded = own.pass.forward(own.part, part);
      for (int i = 0; i < part; i++) {
        int target = offset + (from + i) * (own.pictureSize + own.size);
        System.arraycopy(seen, (from + i) * own.pictureSize, embeddings, target, own.pictureSize);
        System.arraycopy(embedded, i * own.size, embeddings, target + own.pictureSize, own.size);
      }
    }
  }

  /**
   * Adds the gradient by the parameters, of the batch that was encoded last.
   *
   * @param errors the gradient by the embeddings, rows × length
   */
  void backward(float[] errors) {
    if (felt.isEmpty()) {
      pictures.backward(errors);
      return;
    }
    Felt own = felt.get();
    int length = own.pictureSize + own.size;
    float[] feltErrors = own.pass.outputGradient();
    for (int row = 0; row < own.most; row++) {
      System.arraycopy(
          errors, row * length, own.pictureRows, row * own.pictureSize, own.pictureSize);
      System.arraycopy(
          errors, row * length + own.pictureSize, feltErrors, row * own.size, own.size);
    }
    pictures.backward(own.pictureRows);
    own.pass.backward(own.gradient.orElseThrow(), own.most);
  }
}
