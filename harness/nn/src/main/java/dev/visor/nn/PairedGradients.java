package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/**
 * Both gradients of a transposed convolution from eight channels, which are half of a vector
 * register: two neighbouring places are seen as one of sixteen channels, whose kernel is wider by a
 * stride and holds the other twice, beside zeros. A third more products, at twice the speed.
 */
final class PairedGradients implements TransposedGradients {
  private static final int CHANNELS = 8;
  private static final int PAIR = 2;
  private static final String WHAT = "a gradient of pairs";

  private final int edge;
  private final int stride;
  private final int outputs;
  private final Floats kernel;
  private final Floats kernelGradient;
  private final Floats own;
  private final Floats ownGradient;
  private final float[] plain;
  private final float[] paired;
  private final float[] gradient;
  private final Primitive orderKernel;
  private final Primitive toInput;
  private final Primitive toKernel;
  private final Primitive addKernel;

  /** Whether it can be computed so, and is worth it. */
  static boolean suits(TransposedProduct.Operands operands) {
    return operands.shape()[3] == CHANNELS
        && operands.input().edge() % PAIR == 0
        && operands.input().precision() == Precision.FLOAT;
  }

  PairedGradients(TransposedProduct.Operands operands) {
    Pictures input = operands.input();
    Workspace workspace = input.workspace();
    edge = operands.shape()[0];
    outputs = operands.shape()[2];
    stride = operands.stride();
    kernel = operands.kernel();
    kernelGradient = operands.kernelGradient();
    int width = edge + stride;
    int wide = PAIR * CHANNELS;
    own = workspace.floats(edge * width * outputs * wide);
    ownGradient = workspace.floats(own.count());
    plain = new float[kernel.count()];
    paired = new float[own.count()];
    gradient = new float[own.count()];

    dnnl_memory_desc_t drawn = operands.outputGradient().arrangement();
    dnnl_memory_desc_t pairs =
        Arrangement.nhwc(input.count(), input.edge(), input.edge() / PAIR, wide);
    dnnl_memory_desc_t plainKernel = Arrangement.hwio(edge, width, outputs, wide);
    dnnl_memory_desc_t anyKernel = Arrangement.anyOrder(edge, width, outputs, wide);
    long[] strides = {stride, (long) PAIR * stride};
    long[] paddings = {0, 0};

    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        dnnl.dnnl_convolution_forward_desc_init(
            operation,
            dnnl.dnnl_forward_training,
            dnnl.dnnl_convolution_direct,
            drawn,
            anyKernel,
            null,
            pairs,
            strides,
            paddings,
            paddings),
        WHAT);
    Primitive.Plan ahead = Primitive.Plan.of(workspace, operation, WHAT);
    dnnl_memory_desc_t ordered = ahead.wants(dnnl.dnnl_query_weights_md);
    BytePointer weights = workspace.bytes(Arrangement.bytes(ordered));
    orderKernel =
        Reorder.of(
            workspace, plainKernel, Place.of(own.pointer()), ordered, Place.of(weights), false);
    toInput =
        Primitive.of(
            workspace,
            ahead,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, drawn, operands.outputGradient().memory()),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, weights),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, pairs, operands.inputGradient().memory()));

    operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        dnnl.dnnl_convolution_backward_weights_desc_init(
            operation,
            dnnl.dnnl_convolution_direct,
            drawn,
            anyKernel,
            null,
            pairs,
            strides,
            paddings,
            paddings),
        WHAT);
    Primitive.Plan back = Primitive.Plan.of(workspace, operation, new Attributes(), ahead, WHAT);
    ordered = back.wants(dnnl.dnnl_query_diff_weights_md);
    BytePointer part = workspace.bytes(Arrangement.bytes(ordered));
    toKernel =
        Primitive.of(
            workspace,
            back,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, drawn, operands.outputGradient().memory()),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, pairs, input.memory()),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, ordered, part));
    addKernel =
        Reorder.of(
            workspace, ordered, Place.of(part), plainKernel, Place.of(ownGradient.pointer()), true);
  }

  /** Index of a weight for the first place of a pair; for the second it is wider by a stride. */
  private int paired(int weight) {
    int channel = weight % CHANNELS;
    int place = weight / CHANNELS / outputs;
    int row = place / edge;
    int column = place % edge;
    int output = weight / CHANNELS % outputs;
    return ((row * (edge + stride) + column) * outputs + output) * PAIR * CHANNELS + channel;
  }

  private int second() {
    return stride * outputs * PAIR * CHANNELS + CHANNELS;
  }

  @Override
  public void refresh() {
    kernel.read(plain);
    for (int i = 0; i < plain.length; i++) {
      int at = paired(i);
      paired[at] = plain[i];
      paired[at + second()] = plain[i];
    }
    own.write(paired);
    ownGradient.clear();
    orderKernel.run();
  }

  @Override
  public void run() {
    toKernel.run();
    addKernel.run();
    toInput.run();
  }

  @Override
  public void finish() {
    ownGradient.read(gradient);
    kernelGradient.read(plain);
    for (int i = 0; i < plain.length; i++) {
      int at = paired(i);
      plain[i] += gradient[at] + gradient[at + second()];
    }
    kernelGradient.write(plain);
  }
}
