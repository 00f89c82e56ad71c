package dev.visor.plugin.lompo.net;

/**
 * A convolution without padding, followed by ReLU, over parameters that live elsewhere: patches are
 * laid out as the rows of a matrix and multiplied with the kernel.
 *
 * <p>Pictures are stored row by row with their channels innermost (NHWC).
 */
public final class Convolution {
  private final String name;
  private final float[] weights;
  private final float[] bias;
  private final Patches patches;
  private float[] laidOut = {};
  private float[] belowLaidOut = {};

  /**
   * The layer whose arrays are {@code name/kernel}, of lengths (kernel, kernel, channels, output
   * channels), and {@code name/bias}.
   *
   * @param edge height and width of a picture
   */
  public Convolution(Tensors parameters, String name, int edge, int stride) {
    int[] shape = parameters.shape(name + "/kernel");
    this.name = name;
    this.weights = parameters.get(name + "/kernel");
    this.bias = parameters.get(name + "/bias");
    this.patches = new Patches(edge, shape[2], shape[0], stride);
  }

  /** Height and width of what comes out. */
  public int outputEdge() {
    return patches.places();
  }

  /** Values in one picture that comes out. */
  public int outputs() {
    return outputEdge() * outputEdge() * bias.length;
  }

  /**
   * Computes the outputs of some pictures.
   *
   * @param x pictures × edge × edge × channels
   * @param y receives pictures × {@link #outputs()}
   */
  public void forward(float[] x, float[] y, int pictures) {
    int rows = rows(pictures);
    laidOut = reserve(laidOut, rows * patches.size());
    patches.take(x, laidOut, pictures);
    Gemm.product(laidOut, weights, y, rows, patches.size(), bias.length);
    Dense.addBias(y, bias, rows);
    Elementary.relu(y, rows * bias.length);
  }

  /**
   * Adds to the gradient by kernel and bias what the pictures of the last {@link #forward} give.
   *
   * @param y what came out
   * @param error the gradient by it, which is changed: nothing passes where ReLU let nothing pass
   */
  public void backward(float[] y, float[] error, Tensors gradient, int pictures) {
    int rows = rows(pictures);
    Elementary.timesReluSlope(error, y, rows * bias.length);
    Gemm.addTransposedLeft(
        laidOut, error, gradient.get(name + "/kernel"), patches.size(), rows, bias.length);
    Dense.addRows(error, gradient.get(name + "/bias"), rows);
  }

  /**
   * Computes the gradient by the pictures that went in, after {@link #backward}.
   *
   * @param below receives pictures × edge × edge × channels
   */
  public void backwardToInput(float[] error, float[] below, int pictures) {
    int rows = rows(pictures);
    belowLaidOut = reserve(belowLaidOut, rows * patches.size());
    Gemm.transposedRight(error, weights, belowLaidOut, rows, bias.length, patches.size());
    patches.clear(below, pictures);
    patches.add(belowLaidOut, below, pictures);
  }

  private int rows(int pictures) {
    return pictures * outputEdge() * outputEdge();
  }

  private static float[] reserve(float[] array, int count) {
    return array.length < count ? new float[count] : array;
  }
}
