package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/** Both gradients of a {@link WinogradProduct}. */
final class WinogradGradients implements TransposedGradients {
  private final Primitive unorder;
  private final Primitive orderKernel;
  private final Primitive toInput;
  private final Primitive unpad;
  private final Primitive toKernel;
  private final Primitive addKernel;
  private final SubPixelKernel kernel;

  /**
   * @param ahead how the way forward is computed
   * @param kernel whose gradient is added to
   * @param sources what went in, as the way forward had it
   */
  WinogradGradients(
      TransposedProduct.Operands operands,
      WinogradArrangement arrangement,
      WinogradKernel convolution,
      Primitive.Plan ahead,
      SubPixelKernel kernel,
      BytePointer sources) {
    this.kernel = kernel;
    Workspace workspace = operands.input().workspace();
    dnnl_memory_desc_t source = arrangement.source();
    dnnl_memory_desc_t target = arrangement.target();
    BytePointer sourceErrors = workspace.bytes(Arrangement.bytes(source));
    BytePointer targetErrors = workspace.bytes(Arrangement.bytes(target));
    unorder =
        Reorder.of(
            workspace,
            arrangement.plainTarget(),
            operands.outputGradient().memory(),
            arrangement.inSquares(),
            Place.of(targetErrors),
            false);
    unpad =
        Reorder.of(
            workspace,
            arrangement.inside(),
            arrangement.inside(sourceErrors),
            arrangement.plainSource(),
            operands.inputGradient().memory(),
            false);

    Primitive.Plan back = convolution.toInput(workspace, ahead);
    dnnl_memory_desc_t ordered = back.wants(dnnl.dnnl_query_weights_md);
    BytePointer weights = workspace.bytes(Arrangement.bytes(ordered));
    orderKernel = convolution.order(workspace, kernel.own(), ordered, weights);
    toInput =
        Primitive.of(
            workspace,
            back,
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, target, targetErrors),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, weights),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_SRC, source, sourceErrors));

    back = convolution.toKernel(workspace, ahead);
    ordered = back.wants(dnnl.dnnl_query_diff_weights_md);
    BytePointer gradient = workspace.bytes(Arrangement.bytes(ordered));
    toKernel =
        Primitive.of(
            workspace,
            back,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, source, sources),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, target, targetErrors),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, ordered, gradient));
    addKernel =
        Reorder.of(
            workspace,
            ordered,
            Place.of(gradient),
            convolution.plainKernel(),
            Place.of(kernel.ownGradient().pointer()),
            true);
  }

  @Override
  public void refresh() {
    orderKernel.run();
  }

  @Override
  public void run() {
    unorder.run();
    toKernel.run();
    addKernel.run();
    toInput.run();
    unpad.run();
  }

  @Override
  public void finish() {
    kernel.finish();
  }
}
