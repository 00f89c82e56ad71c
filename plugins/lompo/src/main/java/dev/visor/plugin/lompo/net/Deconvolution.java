package dev.visor.plugin.lompo.net;

/**
 * A transposed convolution without padding: every place of a picture adds a multiple of the kernel
 * to what comes out. Over parameters that live elsewhere, with its gradient.
 */
public final class Deconvolution {
  private final String name;
  private final float[] weights;
  private final float[] bias;
  private final int edge;
  private final int channels;
  private final int outputEdge;
  private final Patches patches;
  private float[] laidOut = {};

  /**
   * The layer whose arrays are {@code name/kernel}, of lengths (kernel, kernel, output channels,
   * channels), and {@code name/bias}.
   *
   * @param edge height and width of a picture that goes in
   */
  public Deconvolution(Tensors parameters, String name, int edge, int stride) {
    int[] shape = parameters.shape(name + "/kernel");
    this.name = name;
    this.weights = parameters.get(name + "/kernel");
    this.bias = parameters.get(name + "/bias");
    this.edge = edge;
    this.channels = shape[3];
    this.outputEdge = (edge - 1) * stride + shape[0];
    this.patches = new Patches(outputEdge, shape[2], shape[0], stride);
  }

  /** Height and width of what comes out. */
  public int outputEdge() {
    return outputEdge;
  }

  /** Values in one picture that comes out. */
  public int outputs() {
    return outputEdge * outputEdge * bias.length;
  }

  /**
   * Computes the outputs of some pictures.
   *
   * @param x pictures × edge × edge × channels
   * @param y receives pictures × {@link #outputs()}
   */
  public void forward(float[] x, float[] y, int pictures) {
    int rows = reserve(pictures);
    Gemm.transposedRight(x, weights, laidOut, rows, channels, patches.size());
    for (int i = 0; i < pictures * outputs(); i += bias.length) {
      System.arraycopy(bias, 0, y, i, bias.length);
    }
    patches.add(laidOut, y, pictures);
  }

  /**
   * Adds to the gradient by kernel and bias, and computes the one by the pictures that went in.
   *
   * @param x what went in
   * @param error the gradient by what came out
   * @param below receives the gradient by x
   */
  public void backward(float[] x, float[] error, float[] below, Tensors gradient, int pictures) {
    int rows = reserve(pictures);
    patches.take(error, laidOut, pictures);
    Gemm.product(laidOut, weights, below, rows, patches.size(), channels);
    Gemm.addTransposedLeft(
        laidOut, x, gradient.get(name + "/kernel"), patches.size(), rows, channels);
    Dense.addRows(error, gradient.get(name + "/bias"), pictures * outputEdge * outputEdge);
  }

  private int reserve(int pictures) {
    int rows = pictures * edge * edge;
    if (laidOut.length < rows * patches.size()) {
      laidOut = new float[rows * patches.size()];
    }
    return rows;
  }
}
