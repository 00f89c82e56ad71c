package dev.visor.nn;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/**
 * A convolution of 3 × 3 and stride 1 by Winograd's minimal filtering (Lavin and Gray 2016): tiles
 * of 4 × 4 places need 36 products where 144 are common. With 32 channels that is two thirds of
 * {@link DirectConvolution}'s time, copies into oneDNN's blocks of sixteen channels included. The
 * copies are made anew for every product, so that no layer has to keep its own.
 */
final class WinogradConvolution implements ConvolutionProduct {
  private static final int BLOCK = 16;

  // Pieces of memory that all such layers of a workspace share.
  private static final int SOURCES = 0;
  private static final int TARGETS = 1;
  private static final int SOURCE_ERRORS = 2;

  /** Two tiles. */
  private static final int LEAST_EDGE = 8;

  private final Primitive arrangeInput;
  private final Primitive orderKernel;
  private final Primitive forward;
  private final Primitive arrangeOutput;
  private final PlaceBias bias;
  private final Optional<Back> back;

  private record Back(
      Primitive arrangeErrors, Primitive toKernel, Primitive addKernel, Optional<ToInput> toInput) {
    void run() {
      arrangeErrors.run();
      toKernel.run();
      addKernel.run();
      toInput.ifPresent(ToInput::run);
    }
  }

  private record ToInput(Primitive orderKernel, Primitive product, Primitive arrange) {
    void run() {
      product.run();
      arrange.run();
    }
  }

  /** Whether it can be computed so, and is worth it. */
  static boolean suits(Operands operands) {
    ConvolutionKernel.Geometry geometry = operands.geometry();
    return geometry.kernel() == WinogradKernel.EDGE
        && geometry.stride() == 1
        && geometry.padding() <= 1
        && geometry.inputs() % BLOCK == 0
        && geometry.outputs() % BLOCK == 0
        && geometry.inputs() > BLOCK
        && geometry.outputEdge() >= LEAST_EDGE
        && operands.input().precision() == Precision.FLOAT
        && WinogradKernel.available();
  }

  WinogradConvolution(Operands operands) {
    Pictures input = operands.input();
    Pictures output = operands.output();
    Workspace workspace = input.workspace();
    dnnl_memory_desc_t source = Arrangement.blocked(input.count(), input.edge(), input.channels());
    dnnl_memory_desc_t target =
        Arrangement.blocked(output.count(), output.edge(), output.channels());
    BytePointer sources = workspace.passing(SOURCES, Arrangement.bytes(source));
    BytePointer targets = workspace.passing(TARGETS, Arrangement.bytes(target));
    arrangeInput =
        Reorder.of(
            workspace, input.arrangement(), input.memory(), source, Place.of(sources), false);
    arrangeOutput =
        Reorder.of(
            workspace, target, Place.of(targets), output.arrangement(), output.memory(), false);
    bias =
        new PlaceBias(
            output,
            operands.activation(),
            operands.bias(),
            operands.back().map(Gradients::output).orElse(output),
            operands.back().map(Gradients::bias).orElse(operands.bias()));

    WinogradKernel kernel =
        new WinogradKernel(
            source, target, input.channels(), output.channels(), operands.geometry().padding());
    Primitive.Plan ahead = kernel.ahead(workspace);
    dnnl_memory_desc_t ordered = ahead.wants(dnnl.dnnl_query_weights_md);
    BytePointer weights = workspace.bytes(Arrangement.bytes(ordered));
    orderKernel = order(workspace, kernel, operands.kernel(), ordered, weights);
    forward =
        Primitive.of(
            workspace,
            ahead,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, source, sources),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, weights),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, target, targets));
    back = operands.back().map(gradients -> back(operands, gradients, kernel, ahead, sources));
  }

  private static Primitive order(
      Workspace workspace,
      WinogradKernel kernel,
      Floats plain,
      dnnl_memory_desc_t ordered,
      BytePointer weights) {
    return Reorder.of(
        workspace,
        kernel.plainKernel(),
        Place.of(plain.pointer()),
        ordered,
        Place.of(weights),
        false);
  }

  private static Back back(
      Operands operands,
      Gradients gradients,
      WinogradKernel kernel,
      Primitive.Plan ahead,
      BytePointer sources) {
    Workspace workspace = operands.input().workspace();
    BytePointer errors = workspace.passing(TARGETS, Arrangement.bytes(kernel.target()));
    Primitive.Plan plan = kernel.toKernel(workspace, ahead);
    dnnl_memory_desc_t ordered = plan.wants(dnnl.dnnl_query_diff_weights_md);
    BytePointer part = workspace.bytes(Arrangement.bytes(ordered));
    return new Back(
        Reorder.of(
            workspace,
            gradients.output().arrangement(),
            gradients.output().memory(),
            kernel.target(),
            Place.of(errors),
            false),
        Primitive.of(
            workspace,
            plan,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, kernel.source(), sources),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, kernel.target(), errors),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, ordered, part)),
        Reorder.of(
            workspace,
            ordered,
            Place.of(part),
            kernel.plainKernel(),
            Place.of(gradients.kernel().pointer()),
            true),
        gradients.input().map(target -> toInput(operands, kernel, ahead, errors, target)));
  }

  private static ToInput toInput(
      Operands operands,
      WinogradKernel kernel,
      Primitive.Plan ahead,
      BytePointer errors,
      Pictures target) {
    Workspace workspace = target.workspace();
    BytePointer sourceErrors = workspace.passing(SOURCE_ERRORS, Arrangement.bytes(kernel.source()));
    Primitive.Plan plan = kernel.toInput(workspace, ahead);
    dnnl_memory_desc_t ordered = plan.wants(dnnl.dnnl_query_weights_md);
    BytePointer weights = workspace.bytes(Arrangement.bytes(ordered));
    return new ToInput(
        order(workspace, kernel, operands.kernel(), ordered, weights),
        Primitive.of(
            workspace,
            plan,
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, kernel.target(), errors),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, weights),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_SRC, kernel.source(), sourceErrors)),
        Reorder.of(
            workspace,
            kernel.source(),
            Place.of(sourceErrors),
            target.arrangement(),
            target.memory(),
            false));
  }

  @Override
  public void refresh() {
    orderKernel.run();
    bias.refresh();
    back.flatMap(Back::toInput).ifPresent(toInput -> toInput.orderKernel().run());
  }

  @Override
  public void forward() {
    arrangeInput.run();
    forward.run();
    arrangeOutput.run();
    bias.forward();
  }

  @Override
  public void backward() {
    arrangeInput.run();
    back.orElseThrow().run();
    bias.backward();
  }
}
