package dev.visor.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Convolutions with ReLU from unsigned bytes to features: how a network sees. Features come out as
 * an array and their gradient goes in as one, so that any loss can stand on them.
 *
 * <p>The parameters live elsewhere, named {@code name/0/kernel} and so on. An encoder always
 * computes all rows that it was made for.
 */
public final class PixelEncoder {
  private final int values;
  private final PixelInput pixels;
  private final List<Convolution> convolutions = new ArrayList<>();
  private final int rows;

  /**
   * A convolution without padding.
   *
   * @param kernel edge of its kernel
   * @param stride in both directions
   * @param outputs channels that it puts out
   */
  public record Layer(int kernel, int stride, int outputs) {
    private int edgeAfter(int edge) {
      return (edge - kernel) / stride + 1;
    }
  }

  /**
   * Which convolutions follow which pictures.
   *
   * @param edge height and width of a picture
   * @param channels of a picture, or of a stack of them
   * @param layers one or more, from the pictures on
   */
  public record Form(int edge, int channels, List<Layer> layers) {
    public Form {
      layers = List.copyOf(layers);
      int left = edge;
      for (Layer layer : layers) {
        if (left < layer.kernel()) {
          throw new IllegalArgumentException(
              "pictures of %d pixels are too small for %d convolutions"
                  .formatted(edge, layers.size()));
        }
        left = layer.edgeAfter(left);
      }
      if (layers.isEmpty()) {
        throw new IllegalArgumentException("no convolution");
      }
    }

    /**
     * DrQ's: four convolutions of 3 × 3 with 32 channels, the first with stride 2 (Yarats et al.
     * 2021, appendix B). Pictures have 15 pixels or more.
     */
    public static Form drq(int edge, int channels) {
      Layer same = new Layer(3, 1, 32);
      return new Form(edge, channels, List.of(new Layer(3, 2, 32), same, same, same));
    }

    /**
     * A small one, fast on a processor: convolutions of 4 × 4 with stride 2, each with twice the
     * channels of the one before, until fewer than 6 pixels are left in one direction.
     *
     * @param depth channels of the first
     */
    public static Form strided(int edge, int channels, int depth) {
      List<Layer> layers = new ArrayList<>();
      int left = edge;
      for (int outputs = depth; left >= 6; outputs *= 2) {
        Layer layer = new Layer(4, 2, outputs);
        layers.add(layer);
        left = layer.edgeAfter(left);
      }
      return new Form(edge, channels, layers);
    }

    /** Features of one picture. */
    public int features() {
      int left = edge;
      for (Layer layer : layers) {
        left = layer.edgeAfter(left);
      }
      return left * left * layers.get(layers.size() - 1).outputs();
    }

    /** Adds the arrays to a layout. */
    public void declare(Layout.Builder layout, String name) {
      int inputs = channels;
      for (int i = 0; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        Convolution.declare(layout, name + "/" + i, layer.kernel(), inputs, layer.outputs());
        inputs = layer.outputs();
      }
    }

    /** Draws orthogonal kernels of gain √2, as DrQ does; biases of 0. */
    public void initialise(Parameters parameters, String name, RandomGenerator random) {
      for (int i = 0; i < layers.size(); i++) {
        Initialiser.orthogonalKernel(parameters, name + "/" + i + "/kernel", Math.sqrt(2), random);
        parameters.part(name + "/" + i + "/bias").clear();
      }
    }
  }

  private PixelEncoder(
      Workspace workspace,
      Form form,
      Parameters weights,
      Optional<Parameters> gradient,
      String name,
      int rows) {
    this.rows = rows;
    values = rows * form.features();
    Pictures input = new Pictures(workspace, Precision.FLOAT, rows, form.edge(), form.channels());
    pixels = new PixelInput(input);
    Pictures from = input;
    // Nobody wants the gradient by the pictures themselves.
    Optional<Pictures> below = Optional.empty();
    for (int i = 0; i < form.layers().size(); i++) {
      String layerName = name + "/" + i;
      int stride = form.layers().get(i).stride();
      Convolution layer =
          gradient.isPresent()
              ? Convolution.trained(
                  weights, gradient.get(), layerName, stride, Activation.RELU, from, below)
              : Convolution.forward(weights, layerName, stride, Activation.RELU, from);
      convolutions.add(layer);
      from = layer.output();
      below = gradient.map(present -> layer.outputGradient());
    }
  }

  /** For computing features only. */
  public static PixelEncoder forward(
      Workspace workspace, Form form, Parameters weights, String name, int rows) {
    return new PixelEncoder(workspace, form, weights, Optional.empty(), name, rows);
  }

  /**
   * With its gradient.
   *
   * @param gradient to whose arrays of the same names {@link #backward} adds
   */
  public static PixelEncoder trained(
      Workspace workspace,
      Form form,
      Parameters weights,
      Parameters gradient,
      String name,
      int rows) {
    return new PixelEncoder(workspace, form, weights, Optional.of(gradient), name, rows);
  }

  /** Takes the parameters as they now are: to be called after they changed. */
  public void refresh() {
    convolutions.forEach(Convolution::refresh);
  }

  /**
   * Computes features.
   *
   * @param pictures unsigned bytes, rows × height × width × channels
   * @param features receives rows × features
   */
  public void forward(byte[] pictures, float[] features) {
    pixels.write(pictures, 0, rows);
    convolutions.forEach(Convolution::forward);
    last().output().read(0, features, 0, values);
  }

  /**
   * Adds the gradient by the parameters.
   *
   * @param byFeatures the gradient by what the last {@link #forward} gave, rows × features
   */
  public void backward(float[] byFeatures) {
    last().outputGradient().write(0, byFeatures, 0, values);
    for (int i = convolutions.size() - 1; i >= 0; i--) {
      convolutions.get(i).backward();
    }
  }

  private Convolution last() {
    return convolutions.get(convolutions.size() - 1);
  }
}
