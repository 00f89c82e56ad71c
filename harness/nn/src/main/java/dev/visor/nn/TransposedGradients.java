package dev.visor.nn;

/** A way to compute both gradients of a {@link TransposedConvolution}. */
interface TransposedGradients {
  /** Takes the kernel as it now is. */
  void refresh();

  /** Adds to the kernel's gradient, and computes the one by the input. */
  void run();

  /** Adds what is left of the kernel's gradient to the caller's. */
  void finish();

  /** The fastest way, as far as it was measured. */
  static TransposedGradients of(TransposedProduct.Operands operands) {
    return PairedGradients.suits(operands)
        ? new PairedGradients(operands)
        : new DirectGradients(
            operands,
            new ConvolutionKernel(
                operands.input().workspace(), operands.geometry(), operands.input().precision()));
  }
}
