package dev.visor.nn;

/**
 * A fully connected layer, y = x W + b, over parameters that live elsewhere.
 *
 * <pre>
 * ∂W = xᵀ ∂y        ∂b = Σ over rows of ∂y        ∂x = ∂y Wᵀ
 * </pre>
 *
 * <p>Its arrays are {@code name/kernel}, W, inputs × outputs, and {@code name/bias}, b. The
 * gradient by them has the same form, and is a layer too.
 */
public final class Dense {
  private final Floats kernel;
  private final Floats bias;

  /**
   * @param kernel W, inputs × outputs
   * @param bias b, one for each output
   */
  public Dense(Floats kernel, Floats bias) {
    if (bias.count() == 0 || kernel.count() % bias.count() != 0) {
      throw new IllegalArgumentException(
          kernel.count() + " weights for " + bias.count() + " outputs");
    }
    this.kernel = kernel;
    this.bias = bias;
  }

  /** The layer whose arrays are {@code name/kernel} and {@code name/bias}. */
  public static Dense of(Parameters parameters, String name) {
    return new Dense(parameters.part(name + "/kernel"), parameters.part(name + "/bias"));
  }

  /**
   * One of several layers of the same size whose arrays lie one after another.
   *
   * @param index which, from 0
   * @param count how many there are
   */
  public static Dense member(Parameters parameters, String name, int index, int count) {
    Floats kernels = parameters.part(name + "/kernel");
    Floats biases = parameters.part(name + "/bias");
    int weights = kernels.count() / count;
    int outputs = biases.count() / count;
    return new Dense(kernels.part(index * weights, weights), biases.part(index * outputs, outputs));
  }

  /** Adds the layer's arrays to a layout. */
  public static void declare(Layout.Builder layout, String name, int inputs, int outputs) {
    layout.add(name + "/kernel", inputs, outputs);
    layout.add(name + "/bias", outputs);
  }

  /**
   * The layer that sees only some of the inputs. It shares their weights, and the bias.
   *
   * @param from the first of them
   */
  public Dense ofInputs(int from, int count) {
    return new Dense(kernel.part(from * outputs(), count * outputs()), bias);
  }

  /** W, inputs × outputs. */
  public Floats kernel() {
    return kernel;
  }

  /** b, one for each output. */
  public Floats bias() {
    return bias;
  }

  /** Length of an input row. */
  public int inputs() {
    return kernel.count() / bias.count();
  }

  /** Length of an output row. */
  public int outputs() {
    return bias.count();
  }

  /**
   * Computes the outputs.
   *
   * @param x rows × inputs
   * @param y receives rows × outputs
   */
  public void forward(Floats x, Floats y, int rows) {
    y.fillRows(bias, rows);
    Product.plain(x, kernel, y, rows, inputs(), outputs(), true);
  }

  /** Adds x W to y, without the bias. */
  public void addProduct(Floats x, Floats y, int rows) {
    Product.plain(x, kernel, y, rows, inputs(), outputs(), true);
  }

  /**
   * Adds to the gradient by kernel and bias.
   *
   * @param x what came in, rows × inputs
   * @param error the gradient by the outputs, rows × outputs
   * @param gradient to which it is added
   */
  public void backward(Floats x, Floats error, Dense gradient, int rows) {
    addKernelGradient(x, error, gradient, rows);
    // The weights, and so their workspace, may be shared by a team; the error is this thread's own.
    Floats ones = error.workspace().ones(rows);
    Product.plain(ones, error, gradient.bias, 1, rows, outputs(), true);
  }

  /** Adds to the gradient by the kernel alone. */
  public void addKernelGradient(Floats x, Floats error, Dense gradient, int rows) {
    Product.transposedLeft(x, error, gradient.kernel, inputs(), rows, outputs(), true);
  }

  /**
   * Computes the gradient by the inputs.
   *
   * @param error the gradient by the outputs, rows × outputs
   * @param below receives rows × inputs
   */
  public void backwardToInput(Floats error, Floats below, int rows) {
    Product.transposedRight(error, kernel, below, rows, outputs(), inputs());
  }
}
