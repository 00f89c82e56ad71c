package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.jspecify.annotations.Nullable;

/** An {@link Activation} of all values of a piece of memory, in place, and its gradient. */
final class Elementwise {
  static final Elementwise NONE = new Elementwise(null, null);

  private final @Nullable Primitive forward;
  private final @Nullable Primitive backward;

  private Elementwise(@Nullable Primitive forward, @Nullable Primitive backward) {
    this.forward = forward;
    this.backward = backward;
  }

  /**
   * @param values activations, at first before the activation is applied
   * @param errors the gradient by them, of the same arrangement
   */
  static Elementwise of(
      Workspace workspace,
      Activation activation,
      dnnl_memory_desc_t arrangement,
      Place values,
      Place errors) {
    if (activation == Activation.NONE) {
      return NONE;
    }
    dnnl_eltwise_desc_t ahead = new dnnl_eltwise_desc_t();
    OneDnn.check(
        dnnl.dnnl_eltwise_forward_desc_init(
            ahead,
            dnnl.dnnl_forward_training,
            activation.forward,
            arrangement,
            activation.alpha,
            0),
        "an activation");
    dnnl_eltwise_desc_t likewise = new dnnl_eltwise_desc_t();
    OneDnn.check(
        dnnl.dnnl_eltwise_forward_desc_init(
            likewise,
            dnnl.dnnl_forward_training,
            activation.backward,
            arrangement,
            activation.alpha,
            0),
        "an activation");
    dnnl_eltwise_desc_t back = new dnnl_eltwise_desc_t();
    OneDnn.check(
        dnnl.dnnl_eltwise_backward_desc_init(
            back, activation.backward, arrangement, arrangement, activation.alpha, 0),
        "an activation's gradient");
    Primitive.Plan hint = Primitive.Plan.of(workspace, likewise, "an activation");
    return new Elementwise(
        Primitive.of(
            workspace,
            Primitive.Plan.of(workspace, ahead, "an activation"),
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, arrangement, values),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, arrangement, values)),
        Primitive.of(
            workspace,
            Primitive.Plan.of(workspace, back, new Attributes(), hint, "an activation's gradient"),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, arrangement, values),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_DST, arrangement, errors),
            new Primitive.Argument(dnnl.DNNL_ARG_DIFF_SRC, arrangement, errors)));
  }

  /** Applies the activation. */
  void forward() {
    if (forward != null) {
      forward.run();
    }
  }

  /** Multiplies the errors by the activation's slope. */
  void backward() {
    if (backward != null) {
      backward.run();
    }
  }
}
