package dev.visor.nn;

/** A convolution's way back to its input, and a convolution as the way back. */
final class DirectProduct implements TransposedProduct {
  private final ConvolutionKernel.Ordered forward;
  private final TransposedGradients back;

  DirectProduct(TransposedProduct.Operands operands) {
    Workspace workspace = operands.input().workspace();
    ConvolutionKernel kernel =
        new ConvolutionKernel(workspace, operands.geometry(), operands.input().precision());
    forward = kernel.toInput(operands.input().memory(), operands.kernel(), operands.output());
    back = TransposedGradients.of(operands);
  }

  @Override
  public void refresh() {
    forward.refresh();
    back.refresh();
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    back.run();
  }

  @Override
  public void finish() {
    back.finish();
  }
}
