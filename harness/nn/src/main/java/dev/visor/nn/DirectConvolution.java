package dev.visor.nn;

import java.util.Optional;

/** oneDNN's own convolution, whatever the sizes are. */
final class DirectConvolution implements ConvolutionProduct {
  private final ConvolutionKernel.Ordered forward;
  private final Optional<ConvolutionKernel.Gradient> gradient;
  private final Optional<ConvolutionKernel.Ordered> toInput;

  DirectConvolution(Operands operands) {
    Pictures input = operands.input();
    ConvolutionKernel kernel =
        new ConvolutionKernel(input.workspace(), operands.geometry(), input.precision());
    forward =
        kernel.forward(
            input.memory(),
            operands.kernel(),
            operands.bias(),
            operands.activation(),
            operands.output());
    gradient =
        operands
            .back()
            .map(
                back ->
                    kernel.gradient(
                        input.memory(), back.output().memory(), back.kernel(), back.bias()));
    toInput =
        operands
            .back()
            .flatMap(
                back ->
                    back.input()
                        .map(
                            target ->
                                kernel.toInput(back.output().memory(), operands.kernel(), target)));
  }

  @Override
  public void refresh() {
    forward.refresh();
    toInput.ifPresent(ConvolutionKernel.Ordered::refresh);
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    gradient.orElseThrow().run();
    toInput.ifPresent(ConvolutionKernel.Ordered::run);
  }
}
