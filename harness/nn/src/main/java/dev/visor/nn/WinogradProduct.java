package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/**
 * A transposed convolution of stride 2 and a kernel of 6 × 6 as a convolution of 3 × 3 to squares
 * of 2 × 2 pixels ({@link SubPixelKernel}), by Winograd's minimal filtering (Lavin and Gray 2016):
 * tiles of 4 × 4 places need 36 products where 144 are common.
 *
 * <p>With the 64 and 32 channels of the paper's decoder all three products take two thirds of
 * {@link DirectProduct}'s time; with 16 and 8, the way forward takes a half, and the ways back are
 * left as they are. Pictures are copied into the order that oneDNN wants, and back.
 */
final class WinogradProduct implements TransposedProduct {
  private static final int KERNEL = 6;
  private static final int BLOCK = 16;
  private static final int HALF_BLOCK = 8;

  /** Two tiles: with fewer, the border is most of it. */
  private static final int LEAST_EDGE = 8;

  private final SubPixelKernel kernel;
  private final Primitive pad;
  private final Primitive orderKernel;
  private final Primitive forward;
  private final Primitive order;
  private final TransposedGradients gradients;

  /** Whether it can be computed so, and is worth it. */
  static boolean suits(Operands operands) {
    int outputs = operands.shape()[2];
    return operands.stride() == 2
        && operands.shape()[0] == KERNEL
        && (outputs % BLOCK == 0 || outputs == HALF_BLOCK)
        && operands.shape()[3] % BLOCK == 0
        && operands.input().edge() >= LEAST_EDGE
        && operands.input().precision() == Precision.FLOAT
        && WinogradKernel.available();
  }

  WinogradProduct(Operands operands) {
    Pictures input = operands.input();
    Workspace workspace = input.workspace();
    int inputs = operands.shape()[3];
    int outputs = operands.shape()[2];
    WinogradArrangement arrangement =
        new WinogradArrangement(input.count(), input.edge(), inputs, outputs);
    kernel =
        new SubPixelKernel(
            workspace, operands.shape(), operands.kernel(), operands.kernelGradient());
    dnnl_memory_desc_t source = arrangement.source();
    dnnl_memory_desc_t target = arrangement.target();
    BytePointer sources = workspace.bytes(Arrangement.bytes(source));
    BytePointer targets = workspace.bytes(Arrangement.bytes(target));
    pad =
        Reorder.of(
            workspace,
            arrangement.plainSource(),
            input.memory(),
            arrangement.inside(),
            arrangement.inside(sources),
            false);
    order =
        Reorder.of(
            workspace,
            arrangement.inSquares(),
            Place.of(targets),
            arrangement.plainTarget(),
            operands.output().memory(),
            false);

    WinogradKernel convolution =
        new WinogradKernel(source, target, inputs, SubPixelKernel.SQUARE * outputs, 1);
    Primitive.Plan ahead = convolution.ahead(workspace);
    dnnl_memory_desc_t ordered = ahead.wants(dnnl.dnnl_query_weights_md);
    BytePointer weights = workspace.bytes(Arrangement.bytes(ordered));
    orderKernel = convolution.order(workspace, kernel.own(), ordered, weights);
    forward =
        Primitive.of(
            workspace,
            ahead,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, source, sources),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, weights),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, target, targets));
    gradients =
        outputs >= BLOCK && inputs > BLOCK
            ? new WinogradGradients(operands, arrangement, convolution, ahead, kernel, sources)
            : TransposedGradients.of(operands);
  }

  @Override
  public void refresh() {
    kernel.refresh();
    orderKernel.run();
    gradients.refresh();
  }

  @Override
  public void forward() {
    pad.run();
    forward.run();
    order.run();
  }

  @Override
  public void backward() {
    gradients.run();
  }

  @Override
  public void finish() {
    gradients.finish();
  }
}
