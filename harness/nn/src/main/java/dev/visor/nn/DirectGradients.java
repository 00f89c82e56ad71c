package dev.visor.nn;

/** Both gradients, by the products of a common convolution. */
final class DirectGradients implements TransposedGradients {
  private final ConvolutionKernel.Ordered toInput;
  private final ConvolutionKernel.Gradient gradient;

  DirectGradients(TransposedProduct.Operands operands, ConvolutionKernel kernel) {
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

  @Override
  public void refresh() {
    toInput.refresh();
  }

  @Override
  public void run() {
    gradient.run();
    toInput.run();
  }

  @Override
  public void finish() {
    // Nothing is left: oneDNN adds to the caller's gradient.
  }
}
