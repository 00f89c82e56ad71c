package dev.visor.nn;

/**
 * A way to compute the three products of a {@link TransposedConvolution}, without bias and
 * activation. The fastest depends on the sizes.
 */
interface TransposedProduct {
  /** What the products read and write. */
  record Operands(
      Pictures input,
      Pictures inputGradient,
      Pictures output,
      Pictures outputGradient,
      Floats kernel,
      Floats kernelGradient,
      Floats bias,
      Activation activation,
      int[] shape,
      int stride) {

    /** The convolution whose way back to the input this is. */
    ConvolutionKernel.Geometry geometry() {
      return new ConvolutionKernel.Geometry(
          input.count(), output.edge(), shape[2], shape[0], stride, 0, shape[3]);
    }
  }

  /** Takes the kernel as it now is. */
  void refresh();

  /** Whether {@link #forward} adds the bias, which then no activation follows. */
  default boolean addsBias() {
    return false;
  }

  /** From input to output. */
  void forward();

  /** From the output's gradient to the input's, and to the kernel's. */
  void backward();

  /** Adds what is left of the kernel's gradient to the caller's. */
  void finish();

  /** The fastest way, as far as it was measured. */
  static TransposedProduct of(Operands operands) {
    if (WinogradProduct.suits(operands)) {
      return new WinogradProduct(operands);
    }
    return SubPixelProduct.suits(operands)
        ? new SubPixelProduct(operands)
        : new DirectProduct(operands);
  }
}
