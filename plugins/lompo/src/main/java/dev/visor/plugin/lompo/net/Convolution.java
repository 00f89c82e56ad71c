package dev.visor.plugin.lompo.net;

/**
 * A convolution without padding, followed by ReLU, over parameters that live elsewhere: patches are
 * laid out as the rows of a matrix and multiplied with the kernel.
 *
 * <p>Pictures are stored row by row with their channels innermost (NHWC).
 */
public final class Convolution {
  private final float[] weights;
  private final float[] bias;
  private final int edge;
  private final int channels;
  private final int kernel;
  private final int stride;
  private final int outputEdge;
  private float[] patches = {};

  /**
   * The layer whose arrays are {@code name/kernel}, of lengths (kernel, kernel, channels, output
   * channels), and {@code name/bias}.
   *
   * @param edge height and width of a picture
   */
  public Convolution(Tensors parameters, String name, int edge, int stride) {
    int[] shape = parameters.shape(name + "/kernel");
    this.weights = parameters.get(name + "/kernel");
    this.bias = parameters.get(name + "/bias");
    this.edge = edge;
    this.kernel = shape[0];
    this.channels = shape[2];
    this.stride = stride;
    this.outputEdge = (edge - kernel) / stride + 1;
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
    int patch = kernel * kernel * channels;
    int rows = pictures * outputEdge * outputEdge;
    if (patches.length < rows * patch) {
      patches = new float[rows * patch];
    }
    int length = kernel * channels;
    int target = 0;
    for (int picture = 0; picture < pictures; picture++) {
      for (int row = 0; row < outputEdge; row++) {
        for (int column = 0; column < outputEdge; column++) {
          for (int line = 0; line < kernel; line++) {
            int source =
                ((picture * edge + row * stride + line) * edge + column * stride) * channels;
            System.arraycopy(x, source, patches, target, length);
            target += length;
          }
        }
      }
    }
    Gemm.product(patches, weights, y, rows, patch, bias.length);
    Dense.addBias(y, bias, rows);
    Elementary.relu(y, rows * bias.length);
  }
}
