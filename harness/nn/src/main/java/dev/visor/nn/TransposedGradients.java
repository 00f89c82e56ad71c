package dev.visor.nn;

/** Both gradients, by the products of a common convolution. */
final class TransposedGradients {
  private final ConvolutionKernel.Ordered toInput;
  private final ConvolutionKernel.Gradient gradient;

  /** Makes them for operands alone. */
  static TransposedGradients of(TransposedProduct.Operands operands) {
    return new TransposedGradients(
        operands,
        new ConvolutionKernel(
            operands.input().workspace(), operands.geometry(), operands.input().precision()));
  }

  TransposedGradients(TransposedProduct.Operands operands, ConvolutionKernel kernel) {
    Workspace workspace = operands.input().workspace();
    // The bias that a convolution has is none of ours: it stays 0, and so does its gradient's
    // use.
    Floats unused = workspace.floats(operands.input().channels());
    toInput =
        kernel.forward(
            operands.outputGradient().memory(),
            operands.kernel(),
            unused,
            Activation.NONE,
            operands.inputGradient());
    gradient =
        kernel.gradient(
            operands.outputGradient().memory(),
            operands.input().memory(),
            operands.kernelGradient(),
            workspace.floats(operands.input().channels()));
  }

  void refresh() {
    toInput.refresh();
  }

  void run() {
    gradient.run();
    toInput.run();
  }
}
