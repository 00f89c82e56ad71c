package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Forward as a convolution to squares of 2 × 2 pixels, whose pixels are then put in order: for few
 * outputs oneDNN takes a third of the time.
 */
final class SubPixelProduct implements TransposedProduct {
  private static final int FEW = 4;

  private final SubPixelKernel kernel;
  private final ConvolutionKernel.Ordered forward;
  private final Primitive order;
  private final TransposedGradients back;
  private final Floats bias;
  private final Floats repeatedBias;

  static boolean suits(TransposedProduct.Operands operands) {
    return operands.activation() == Activation.NONE
        && operands.stride() == 2
        && operands.shape()[0] % 2 == 0
        && operands.shape()[2] <= FEW;
  }

  SubPixelProduct(TransposedProduct.Operands operands) {
    Pictures input = operands.input();
    Pictures output = operands.output();
    Workspace workspace = input.workspace();
    int[] shape = operands.shape();
    int half = shape[0] / 2;
    int wide = SubPixelKernel.SQUARE * shape[2];
    kernel = new SubPixelKernel(workspace, shape, operands.kernel(), operands.kernelGradient());
    bias = operands.bias();
    repeatedBias = workspace.floats(wide);
    ConvolutionKernel.Geometry geometry =
        new ConvolutionKernel.Geometry(
            input.count(), input.edge(), shape[3], half, 1, half - 1, wide);
    Pictures squares =
        new Pictures(workspace, output.precision(), input.count(), geometry.outputEdge(), wide);
    forward =
        new ConvolutionKernel(workspace, geometry, input.precision())
            .forward(input.memory(), kernel.own(), repeatedBias, Activation.NONE, squares);
    order =
        Reorder.of(
            workspace,
            squares(squares, wide),
            squares.memory(),
            lines(squares, wide),
            output.memory(),
            false);
    back = TransposedGradients.of(operands);
  }

  /** The values as (picture, y, x, p, (q, o)), in the order of the squares. */
  private static dnnl_memory_desc_t squares(Pictures squares, long wide) {
    long edge = squares.edge();
    return Arrangement.strided(
        squares.precision().type,
        new long[] {squares.count(), edge, edge, 2, wide / 2},
        new long[] {squares.values(), edge * wide, wide, wide / 2, 1});
  }

  /** The same values, line after line. */
  private static dnnl_memory_desc_t lines(Pictures squares, long wide) {
    long edge = squares.edge();
    return Arrangement.strided(
        squares.precision().type,
        new long[] {squares.count(), edge, edge, 2, wide / 2},
        new long[] {squares.values(), edge * wide, wide / 2, edge * wide / 2, 1});
  }

  @Override
  public void refresh() {
    kernel.refresh();
    repeatedBias.fillRows(bias, SubPixelKernel.SQUARE);
    forward.refresh();
    back.refresh();
  }

  @Override
  public boolean addsBias() {
    return true;
  }

  @Override
  public void forward() {
    forward.run();
    order.run();
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
