package dev.visor.nn;

import java.util.Optional;

/**
 * A convolution without padding, and an activation after it.
 *
 * <pre>
 * y[i, j, o] = f( b[o] + Σ over a, b, c of x[i·s + a, j·s + b, c] · W[a, b, c, o] )
 * </pre>
 *
 * <p>Its arrays are {@code name/kernel}, kernel × kernel × inputs × outputs, and {@code name/bias}.
 * It always computes all pictures that it was made for.
 */
public final class Convolution {
  private final Pictures output;
  private final ConvolutionProduct product;
  private final Optional<Back> back;

  private record Back(Pictures outputGradient, Elementwise activation) {}

  /** Adds the layer's arrays to a layout. */
  public static void declare(
      Layout.Builder layout, String name, int kernel, int inputs, int outputs) {
    layout.add(name + "/kernel", kernel, kernel, inputs, outputs);
    layout.add(name + "/bias", outputs);
  }

  private Convolution(Pictures output, ConvolutionProduct product, Optional<Back> back) {
    this.output = output;
    this.product = product;
    this.back = back;
  }

  /** The layer after some pictures, for computing its outputs only. */
  public static Convolution forward(
      Parameters parameters, String name, int stride, Activation activation, Pictures input) {
    ConvolutionKernel.Geometry geometry = geometry(parameters, name, stride, input);
    Pictures output = output(geometry, input);
    return new Convolution(
        output,
        ConvolutionProduct.of(
            new ConvolutionProduct.Operands(
                geometry,
                activation,
                input,
                output,
                parameters.part(name + "/kernel"),
                parameters.part(name + "/bias"),
                Optional.empty())),
        Optional.empty());
  }

  /**
   * The layer after some pictures, with its gradient. If the input has pieces, so has the output;
   * the gradients are those of the piece that is seen.
   *
   * @param gradient to whose arrays of the same names {@link #backward} adds
   * @param inputGradient receives the gradient by the input; empty if nobody wants it, which saves
   *     a third of the work
   */
  public static Convolution trained(
      Parameters parameters,
      Parameters gradient,
      String name,
      int stride,
      Activation activation,
      Pictures input,
      Optional<Pictures> inputGradient) {
    ConvolutionKernel.Geometry geometry = geometry(parameters, name, stride, input);
    Pictures output = output(geometry, input);
    Pictures errors = output.zeros();
    return new Convolution(
        output,
        ConvolutionProduct.of(
            new ConvolutionProduct.Operands(
                geometry,
                activation,
                input,
                output,
                parameters.part(name + "/kernel"),
                parameters.part(name + "/bias"),
                Optional.of(
                    new ConvolutionProduct.Gradients(
                        errors,
                        gradient.part(name + "/kernel"),
                        gradient.part(name + "/bias"),
                        inputGradient)))),
        Optional.of(
            new Back(
                errors,
                Elementwise.of(
                    input.workspace(),
                    activation,
                    output.arrangement(),
                    output.memory(),
                    errors.memory()))));
  }

  private static Pictures output(ConvolutionKernel.Geometry geometry, Pictures input) {
    return new Pictures(
        input.workspace(),
        input.precision(),
        input.count(),
        geometry.outputEdge(),
        geometry.outputs(),
        input.pieces());
  }

  private static ConvolutionKernel.Geometry geometry(
      Parameters parameters, String name, int stride, Pictures input) {
    int[] shape = parameters.shape(name + "/kernel");
    if (shape[2] != input.channels()) {
      throw new IllegalArgumentException(
          name + " takes " + shape[2] + " channels, and the pictures have " + input.channels());
    }
    return new ConvolutionKernel.Geometry(
        input.count(), input.edge(), shape[2], shape[0], stride, 0, shape[3]);
  }

  /** What comes out. */
  public Pictures output() {
    return output;
  }

  /** Where {@link #backward} finds the gradient by the outputs; it is changed there. */
  public Pictures outputGradient() {
    return back().outputGradient();
  }

  /** Takes the parameters as they now are: to be called after they changed. */
  public void refresh() {
    product.refresh();
  }

  /** Computes the outputs. */
  public void forward() {
    product.forward();
  }

  /** Adds to the gradient by the parameters, and computes the one by the input if it is wanted. */
  public void backward() {
    back().activation().backward();
    product.backward();
  }

  private Back back() {
    return back.orElseThrow(
        () -> new IllegalStateException("this layer was made without a gradient"));
  }
}
