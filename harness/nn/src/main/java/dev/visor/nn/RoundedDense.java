package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_inner_product_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * The products of a {@link Dense} layer with factors in bfloat16 and sums in single precision:
 * twice as fast where a processor multiplies bfloat16. What goes in and comes out is rounded here,
 * and nothing else is; parameters and their gradient stay floats.
 *
 * <p>It is made for a number of rows, and always computes all of them.
 */
final class RoundedDense {
  /** Fewer inputs or outputs are not worth the rounding. */
  private static final int LEAST = 64;

  private final Workspace workspace;
  private final int inputs;
  private final int outputs;
  private final Primitive roundInput;
  private final Primitive roundKernel;
  private final Primitive forward;
  private final Primitive roundErrors;
  private final @Nullable Primitive roundKernelBack;
  private final Primitive toInput;
  private final Primitive toKernel;
  private final dnnl_memory_desc_t kernelPart;
  private final BytePointer part;
  private final Floats biasPart;
  private final float[] biasTerms;
  private final float[] biasSum;
  private @Nullable Sum sum;

  /** The way to a gradient, which is mostly the same from one update to the next. */
  private record Sum(Dense of, Primitive addKernel) {}

  /** Whether it is worth it. */
  static boolean suits(Dense layer) {
    return layer.inputs() >= LEAST && layer.outputs() >= LEAST;
  }

  /**
   * @param below what goes in, and where the gradient by it is put
   * @param above where what comes out is put, and the gradient by it found
   */
  RoundedDense(
      Workspace workspace,
      Dense layer,
      Activation activation,
      ActivatedFloats below,
      ActivatedFloats above,
      int rows) {
    Precision.BFLOAT16.requireAvailable();
    this.workspace = workspace;
    inputs = layer.inputs();
    outputs = layer.outputs();
    int low = Precision.BFLOAT16.type;
    dnnl_memory_desc_t x = Arrangement.matrix(dnnl.dnnl_f32, rows, inputs);
    dnnl_memory_desc_t y = Arrangement.matrix(dnnl.dnnl_f32, rows, outputs);
    dnnl_memory_desc_t lowX = Arrangement.matrix(low, rows, inputs);
    dnnl_memory_desc_t lowY = Arrangement.matrix(low, rows, outputs);
    dnnl_memory_desc_t bias = Arrangement.row(outputs);
    dnnl_memory_desc_t plainKernel = Arrangement.denseKernel(inputs, outputs);
    dnnl_memory_desc_t anyKernel = Arrangement.anyDenseKernel(low, inputs, outputs);
    BytePointer roundedX = workspace.bytes(Arrangement.bytes(lowX));
    BytePointer roundedY = workspace.bytes(Arrangement.bytes(lowY));
    Place kernel = Place.of(layer.kernel().pointer());

    roundInput =
        Reorder.of(
            workspace, x, Place.of(below.values().pointer()), lowX, Place.of(roundedX), false);
    dnnl_inner_product_desc_t operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        dnnl.dnnl_inner_product_forward_desc_init(
            operation, dnnl.dnnl_forward_training, lowX, anyKernel, bias, y),
        "a product in bfloat16");
    Primitive.Plan ahead =
        Primitive.Plan.of(
            workspace, operation, Attributes.then(activation), null, "a product in bfloat16");
    dnnl_memory_desc_t ordered = ahead.wants(dnnl.dnnl_query_weights_md);
    BytePointer weights = workspace.bytes(Arrangement.bytes(ordered));
    roundKernel = Reorder.of(workspace, plainKernel, kernel, ordered, Place.of(weights), false);
    forward =
        Primitive.of(
            workspace,
            ahead,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, lowX, roundedX),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, weights),
            new Primitive.Argument(dnnl.DNNL_ARG_BIAS, bias, layer.bias().pointer()),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, y, above.values().pointer()));

    roundErrors =
        Reorder.of(
            workspace, y, Place.of(above.errors().pointer()), lowY, Place.of(roundedY), false);
    operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        dnnl.dnnl_inner_product_backward_data_desc_init(operation, x, anyKernel, lowY),
        "a product in bfloat16");
    Primitive.Plan back =
        Primitive.Plan.of(workspace, operation, new Attributes(), ahead, "a product in bfloat16");
    dnnl_memory_desc_t orderedBack = back.wants(dnnl.dnnl_query_weights_md);
    if (Arrangement.same(ordered, orderedBack)) {
      // As the way forward left it.
      roundKernelBack = null;
    } else {
      weights = workspace.bytes(Arrangement.bytes(orderedBack));
      roundKernelBack =
          Reorder.of(workspace, plainKernel, kernel, orderedBack, Place.of(weights), false);
    }
    toInput =
        Primitive.of(
            workspace,
            back,
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, lowY, roundedY),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, orderedBack, weights),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_SRC, x, below.errors().pointer()));

    operation = new dnnl_inner_product_desc_t();
    OneDnn.check(
        dnnl.dnnl_inner_product_backward_weights_desc_init(
            operation,
            lowX,
            Arrangement.anyDenseKernel(dnnl.dnnl_f32, inputs, outputs),
            bias,
            lowY),
        "a product in bfloat16");
    back =
        Primitive.Plan.of(workspace, operation, new Attributes(), ahead, "a product in bfloat16");
    kernelPart = back.wants(dnnl.dnnl_query_diff_weights_md);
    part = workspace.bytes(Arrangement.bytes(kernelPart));
    biasPart = workspace.floats(outputs);
    biasTerms = new float[outputs];
    biasSum = new float[outputs];
    toKernel =
        Primitive.of(
            workspace,
            back,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, lowX, roundedX),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, lowY, roundedY),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, kernelPart, part),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_BIAS, bias, biasPart.pointer()));
  }

  /** y = f(x W + b), with the parameters as they now are. */
  void forward() {
    roundInput.run();
    roundKernel.run();
    forward.run();
  }

  /** Takes the errors as they now are, for the two ways back. */
  void takeErrors() {
    roundErrors.run();
  }

  /** Adds to the gradient by kernel and bias. */
  void backward(Dense gradient) {
    if (sum == null || sum.of() != gradient) {
      sum =
          new Sum(
              gradient,
              Reorder.of(
                  workspace,
                  kernelPart,
                  Place.of(part),
                  Arrangement.denseKernel(inputs, outputs),
                  Place.of(gradient.kernel().pointer()),
                  true));
    }
    toKernel.run();
    sum.addKernel().run();
    biasPart.read(biasTerms);
    gradient.bias().read(biasSum);
    for (int i = 0; i < biasSum.length; i++) {
      biasSum[i] += biasTerms[i];
    }
    gradient.bias().write(biasSum);
  }

  /** Computes the gradient by what went in, with the kernel of the last {@link #forward}. */
  void backwardToInput() {
    if (roundKernelBack != null) {
      roundKernelBack.run();
    }
    toInput.run();
  }
}
