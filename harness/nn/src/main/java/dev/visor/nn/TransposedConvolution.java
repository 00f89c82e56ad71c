package dev.visor.nn;

/**
 * A transposed convolution without padding, and an activation after it: every place of a picture
 * adds a multiple of the kernel to what comes out.
 *
 * <pre>
 * y[i·s + a, j·s + b, o] = f( bias[o] + Σ over i, j, c of x[i, j, c] · W[a, b, o, c] )
 * </pre>
 *
 * <p>Its arrays are {@code name/kernel}, kernel × kernel × outputs × inputs, and {@code name/bias}.
 * Its way forward is a convolution's way back to the input, and its way back a convolution; for
 * some sizes there are faster ways, which it takes by itself.
 */
public final class TransposedConvolution {
  private final Pictures output;
  private final Pictures outputGradient;
  private final TransposedProduct product;
  private final PlaceBias bias;
  private final Elementwise activation;

  /** Adds the layer's arrays to a layout. */
  public static void declare(
      Layout.Builder layout, String name, int kernel, int inputs, int outputs) {
    layout.add(name + "/kernel", kernel, kernel, outputs, inputs);
    layout.add(name + "/bias", outputs);
  }

  /**
   * The layer after some pictures.
   *
   * @param gradient to whose arrays of the same names {@link #backward} and {@link #finish} add
   * @param inputGradient receives the gradient by the input
   */
  public TransposedConvolution(
      Parameters parameters,
      Parameters gradient,
      String name,
      int stride,
      Activation activation,
      Pictures input,
      Pictures inputGradient) {
    this(parameters, gradient, name, stride, activation, input, inputGradient, input.precision());
  }

  /** The layer that draws the pictures themselves: without an activation, and not rounded. */
  public static TransposedConvolution drawing(
      Parameters parameters,
      Parameters gradient,
      String name,
      int stride,
      Pictures input,
      Pictures inputGradient) {
    return new TransposedConvolution(
        parameters, gradient, name, stride, Activation.NONE, input, inputGradient, Precision.FLOAT);
  }

  private TransposedConvolution(
      Parameters parameters,
      Parameters gradient,
      String name,
      int stride,
      Activation activation,
      Pictures input,
      Pictures inputGradient,
      Precision drawn) {
    int[] shape = parameters.shape(name + "/kernel");
    if (shape[3] != input.channels()) {
      throw new IllegalArgumentException(
          name + " takes " + shape[3] + " channels, and the pictures have " + input.channels());
    }
    Workspace workspace = input.workspace();
    int edge = (input.edge() - 1) * stride + shape[0];
    output = new Pictures(workspace, drawn, input.count(), edge, shape[2]);
    outputGradient = new Pictures(workspace, input.precision(), input.count(), edge, shape[2]);
    product =
        TransposedProduct.of(
            new TransposedProduct.Operands(
                input,
                inputGradient,
                output,
                outputGradient,
                parameters.part(name + "/kernel"),
                gradient.part(name + "/kernel"),
                parameters.part(name + "/bias"),
                activation,
                shape,
                stride));
    bias =
        new PlaceBias(
            output,
            activation,
            parameters.part(name + "/bias"),
            outputGradient,
            gradient.part(name + "/bias"));
    this.activation =
        activation == Activation.NONE
            ? Elementwise.NONE
            : Elementwise.of(
                workspace,
                activation,
                output.arrangement(),
                output.memory(),
                outputGradient.memory());
  }

  /** What comes out. */
  public Pictures output() {
    return output;
  }

  /** Where {@link #backward} finds the gradient by the outputs; it is changed there. */
  public Pictures outputGradient() {
    return outputGradient;
  }

  /** Takes the parameters as they now are: to be called after they changed. */
  public void refresh() {
    product.refresh();
    bias.refresh();
  }

  /** Computes the outputs. */
  public void forward() {
    product.forward();
    if (!product.addsBias()) {
      bias.forward();
    }
  }

  /**
   * Adds to the gradient by the parameters, and computes the one by the input. Some of what is
   * added waits for {@link #finish}.
   */
  public void backward() {
    activation.backward();
    product.backward();
    bias.backward();
  }

  /** Adds what is left of the gradient by the parameters, once after all batches went back. */
  public void finish() {
    product.finish();
  }
}
