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
 * Its way forward is a convolution's way back to the input, and its way back a convolution: that is
 * how it is computed.
 */
public final class TransposedConvolution {
  private final Pictures output;
  private final Pictures outputGradient;
  private final ConvolutionKernel.Ordered forward;
  private final Floats bias;
  private final Elementwise activation;
  private final ConvolutionKernel.Ordered toInput;
  private final ConvolutionKernel.Gradient kernelGradient;
  private final Floats biasGradient;

  /** Adds the layer's arrays to a layout. */
  public static void declare(
      Layout.Builder layout, String name, int kernel, int inputs, int outputs) {
    layout.add(name + "/kernel", kernel, kernel, outputs, inputs);
    layout.add(name + "/bias", outputs);
  }

  /**
   * The layer after some pictures.
   *
   * @param gradient to whose arrays of the same names {@link #backward} adds
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
    int[] shape = parameters.shape(name + "/kernel");
    if (shape[3] != input.channels()) {
      throw new IllegalArgumentException(
          name + " takes " + shape[3] + " channels, and the pictures have " + input.channels());
    }
    Workspace workspace = input.workspace();
    int edge = (input.edge() - 1) * stride + shape[0];
    output = new Pictures(workspace, input.precision(), input.count(), edge, shape[2]);
    outputGradient = output.zeros();
    ConvolutionKernel kernel =
        new ConvolutionKernel(
            workspace,
            new ConvolutionKernel.Geometry(
                input.count(), edge, shape[2], shape[0], stride, 0, shape[3]),
            input.precision());
    Floats weights = parameters.part(name + "/kernel");
    forward = kernel.toInput(input.memory(), weights, output.memory());
    bias = parameters.part(name + "/bias");
    this.activation =
        Elementwise.of(
            workspace, activation, output.arrangement(), output.memory(), outputGradient.memory());
    // The bias that a convolution has is none of ours: it stays 0, and so does its gradient's use.
    Floats unused = workspace.floats(shape[3]);
    toInput =
        kernel.forward(
            outputGradient.memory(), weights, unused, Activation.NONE, inputGradient.memory());
    kernelGradient =
        kernel.gradient(
            outputGradient.memory(),
            input.memory(),
            gradient.part(name + "/kernel"),
            workspace.floats(shape[3]));
    biasGradient = gradient.part(name + "/bias");
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
    forward.refresh();
    toInput.refresh();
  }

  /** Computes the outputs. */
  public void forward() {
    forward.run();
    output.addToPlaces(bias);
    activation.forward();
  }

  /** Adds to the gradient by the parameters, and computes the one by the input. */
  public void backward() {
    activation.backward();
    kernelGradient.run();
    outputGradient.addPlaces(biasGradient);
    toInput.run();
  }
}
