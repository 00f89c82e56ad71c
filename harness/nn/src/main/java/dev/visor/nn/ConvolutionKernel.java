package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The three products of a convolution without dilation: outputs from inputs, inputs' gradient from
 * outputs' gradient, kernel's gradient from both. A transposed convolution uses the same three, the
 * second one as its way forward.
 *
 * <p>oneDNN wants kernels in an order of its own for each of the three; the parameters keep theirs.
 * So a kernel is put into that order when it has changed ({@link Ordered#refresh}), and a gradient
 * is added to the parameters' in their order ({@link Gradient#run}).
 */
final class ConvolutionKernel {
  /**
   * Sizes of a convolution.
   *
   * @param pictures how many go through at once
   * @param edge height and width of a picture that goes in
   * @param inputs its channels
   * @param kernel height and width of the kernel
   * @param padding zeros around a picture, on each side
   * @param outputs channels that come out
   */
  record Geometry(
      int pictures, int edge, int inputs, int kernel, int stride, int padding, int outputs) {
    Geometry {
      if (edge + 2 * padding < kernel) {
        throw new IllegalArgumentException(
            "a kernel of %d × %d on a picture of %d × %d with a padding of %d"
                .formatted(kernel, kernel, edge, edge, padding));
      }
    }

    /** Height and width of a picture that comes out. */
    int outputEdge() {
      return (edge + 2 * padding - kernel) / stride + 1;
    }

    int inputValues() {
      return edge * edge * inputs;
    }

    int outputValues() {
      return outputEdge() * outputEdge() * outputs;
    }

    int kernelValues() {
      return kernel * kernel * inputs * outputs;
    }
  }

  private final Workspace workspace;
  private final Geometry geometry;
  private final Precision precision;
  private final dnnl_memory_desc_t source;
  private final dnnl_memory_desc_t target;
  private final dnnl_memory_desc_t plainKernel;
  private final Primitive.Plan hint;

  ConvolutionKernel(Workspace workspace, Geometry geometry, Precision precision) {
    this.workspace = workspace;
    this.geometry = geometry;
    this.precision = precision;
    source =
        Arrangement.pictures(precision, geometry.pictures(), geometry.edge(), geometry.inputs());
    target =
        Arrangement.pictures(
            precision, geometry.pictures(), geometry.outputEdge(), geometry.outputs());
    plainKernel = Arrangement.kernel(geometry.kernel(), geometry.inputs(), geometry.outputs());
    hint = Primitive.Plan.of(workspace, ahead(target), "a convolution");
  }

  /** How the pictures that go in are arranged. */
  dnnl_memory_desc_t source() {
    return source;
  }

  /** How the pictures that come out are arranged. */
  dnnl_memory_desc_t target() {
    return target;
  }

  /** A product with a kernel in oneDNN's order. */
  static final class Ordered {
    private final Primitive reorder;
    private final Primitive product;

    private Ordered(Primitive reorder, Primitive product) {
      this.reorder = reorder;
      this.product = product;
    }

    /** Takes the kernel as it now is. */
    void refresh() {
      reorder.run();
    }

    void run() {
      product.run();
    }
  }

  /**
   * y = f(x ∗ W + b).
   *
   * @param y of this geometry, in any precision
   */
  Ordered forward(Place x, Floats kernel, Floats bias, Activation activation, Pictures y) {
    Primitive.Plan plan =
        Primitive.Plan.of(
            workspace, ahead(y.arrangement()), Attributes.then(activation), null, "a convolution");
    dnnl_memory_desc_t ordered = plan.wants(dnnl.dnnl_query_weights_md);
    BytePointer memory = workspace.bytes(Arrangement.bytes(ordered));
    return new Ordered(
        reorder(plainKernel, kernel.pointer(), ordered, memory, false),
        Primitive.of(
            workspace,
            plan,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, source, x),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, memory),
            new Primitive.Argument(
                dnnl.DNNL_ARG_BIAS, Arrangement.row(geometry.outputs()), bias.pointer()),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, y.arrangement(), y.memory())));
  }

  /** The gradient by x from that by y; without bias and activation. */
  Ordered toInput(Place yGradient, Floats kernel, Pictures xGradient) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        dnnl.dnnl_convolution_backward_data_desc_init(
            operation,
            dnnl.dnnl_convolution_direct,
            xGradient.arrangement(),
            anyKernel(),
            target,
            strides(),
            paddings(),
            paddings()),
        "a convolution's gradient");
    Primitive.Plan plan =
        Primitive.Plan.of(workspace, operation, new Attributes(), hint, "a convolution's gradient");
    dnnl_memory_desc_t ordered = plan.wants(dnnl.dnnl_query_weights_md);
    BytePointer memory = workspace.bytes(Arrangement.bytes(ordered));
    return new Ordered(
        reorder(plainKernel, kernel.pointer(), ordered, memory, false),
        Primitive.of(
            workspace,
            plan,
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, target, yGradient),
            new Primitive.Argument(dnnl.DNNL_ARG_WEIGHTS, ordered, memory),
            new Primitive.Argument(
                dnnl.DNNL_ARG_DIFF_SRC, xGradient.arrangement(), xGradient.memory())));
  }

  /** The gradient by kernel and bias, added to what is there. */
  static final class Gradient {
    private final Primitive product;
    private final Primitive reorder;
    private final Floats biasPart;
    private final Floats bias;
    private final float[] part;
    private final float[] sum;

    private Gradient(Primitive product, Primitive reorder, Floats biasPart, Floats bias) {
      this.product = product;
      this.reorder = reorder;
      this.biasPart = biasPart;
      this.bias = bias;
      part = new float[bias.count()];
      sum = new float[bias.count()];
    }

    void run() {
      product.run();
      reorder.run();
      biasPart.read(part);
      bias.read(sum);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += part[i];
      }
      bias.write(sum);
    }
  }

  /**
   * The gradient by kernel and bias.
   *
   * @param kernel where it is added, in the parameters' order
   * @param bias where the bias's is added
   */
  Gradient gradient(Place x, Place yGradient, Floats kernel, Floats bias) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    dnnl_memory_desc_t biasRow = Arrangement.row(geometry.outputs());
    OneDnn.check(
        dnnl.dnnl_convolution_backward_weights_desc_init(
            operation,
            dnnl.dnnl_convolution_direct,
            source,
            Arrangement.anyKernel(
                Precision.FLOAT, geometry.kernel(), geometry.inputs(), geometry.outputs()),
            biasRow,
            target,
            strides(),
            paddings(),
            paddings()),
        "a convolution's gradient");
    Primitive.Plan plan =
        Primitive.Plan.of(workspace, operation, new Attributes(), hint, "a convolution's gradient");
    dnnl_memory_desc_t ordered = plan.wants(dnnl.dnnl_query_diff_weights_md);
    BytePointer memory = workspace.bytes(Arrangement.bytes(ordered));
    Floats biasPart = workspace.floats(geometry.outputs());
    return new Gradient(
        Primitive.of(
            workspace,
            plan,
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, source, x),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, target, yGradient),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_WEIGHTS, ordered, memory),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_BIAS, biasRow, biasPart.pointer())),
        reorder(ordered, memory, plainKernel, kernel.pointer(), true),
        biasPart,
        bias);
  }

  private dnnl_convolution_desc_t ahead(dnnl_memory_desc_t result) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        dnnl.dnnl_convolution_forward_desc_init(
            operation,
            dnnl.dnnl_forward_training,
            dnnl.dnnl_convolution_direct,
            source,
            anyKernel(),
            Arrangement.row(geometry.outputs()),
            result,
            strides(),
            paddings(),
            paddings()),
        "a convolution");
    return operation;
  }

  private dnnl_memory_desc_t anyKernel() {
    return Arrangement.anyKernel(
        precision, geometry.kernel(), geometry.inputs(), geometry.outputs());
  }

  private long[] strides() {
    return new long[] {geometry.stride(), geometry.stride()};
  }

  private long[] paddings() {
    return new long[] {geometry.padding(), geometry.padding()};
  }

  private Primitive reorder(
      dnnl_memory_desc_t from, Pointer source, dnnl_memory_desc_t to, Pointer target, boolean add) {
    return Reorder.of(workspace, from, Place.of(source), to, Place.of(target), add);
  }
}
