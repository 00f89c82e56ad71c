package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/**
 * The three products of a convolution of 3 × 3 and stride 1 by Winograd's minimal filtering,
 * without bias and activation.
 *
 * @param source how the pictures that go in are arranged
 * @param target how those that come out are
 * @param padding zeros around a picture: 0 or 1
 */
record WinogradKernel(
    dnnl_memory_desc_t source, dnnl_memory_desc_t target, int inputs, int outputs, int padding) {
  static final int EDGE = 3;

  private static final String WHAT = "Winograd's convolution";

  /** Whether this processor has the instructions that oneDNN wants for it. */
  static boolean available() {
    return OneDnn.computesWith(dnnl.dnnl_cpu_isa_avx512_core);
  }

  /** The kernel as parameters hold it. */
  dnnl_memory_desc_t plainKernel() {
    return Arrangement.kernel(EDGE, inputs, outputs);
  }

  /**
   * Puts a kernel into the order that a primitive wants.
   *
   * @param plain the kernel as parameters hold it
   * @param ordered the primitive's order, in which {@code weights} will be
   */
  Primitive order(
      Workspace workspace, Floats plain, dnnl_memory_desc_t ordered, BytePointer weights) {
    return Reorder.of(
        workspace, plainKernel(), Place.of(plain.pointer()), ordered, Place.of(weights), false);
  }

  private dnnl_memory_desc_t anyKernel() {
    return Arrangement.anyKernel(Precision.FLOAT, EDGE, inputs, outputs);
  }

  private static long[] strides() {
    return new long[] {1, 1};
  }

  private long[] paddings() {
    return new long[] {padding, padding};
  }

  /** From input to output. */
  Primitive.Plan ahead(Workspace workspace) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        dnnl.dnnl_convolution_forward_desc_init(
            operation,
            dnnl.dnnl_forward_training,
            dnnl.dnnl_convolution_winograd,
            source,
            anyKernel(),
            null,
            target,
            strides(),
            paddings(),
            paddings()),
        WHAT);
    return Primitive.Plan.of(workspace, operation, WHAT);
  }

  /** From the output's gradient to the input's. */
  Primitive.Plan toInput(Workspace workspace, Primitive.Plan ahead) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        dnnl.dnnl_convolution_backward_data_desc_init(
            operation,
            dnnl.dnnl_convolution_winograd,
            source,
            anyKernel(),
            target,
            strides(),
            paddings(),
            paddings()),
        WHAT);
    return Primitive.Plan.of(workspace, operation, new Attributes(), ahead, WHAT);
  }

  /** From input and output's gradient to the kernel's. */
  Primitive.Plan toKernel(Workspace workspace, Primitive.Plan ahead) {
    dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t();
    OneDnn.check(
        dnnl.dnnl_convolution_backward_weights_desc_init(
            operation,
            dnnl.dnnl_convolution_winograd,
            source,
            anyKernel(),
            null,
            target,
            strides(),
            paddings(),
            paddings()),
        WHAT);
    return Primitive.Plan.of(workspace, operation, new Attributes(), ahead, WHAT);
  }
}
