package dev.visor.nn;

import org.bytedeco.dnnl.global.dnnl;

/** What a layer does to each of its outputs. */
public enum Activation {
  /** x. */
  NONE(dnnl.dnnl_alg_kind_undef, dnnl.dnnl_alg_kind_undef),
  /**
   * x, or 0 where it is negative. On most processors oneDNN makes 0 of what is not a number, too,
   * and 0 of its slope: in the outputs it no longer shows, but it does in the gradient by the
   * kernel below, which {@link Adam} refuses.
   */
  RELU(dnnl.dnnl_eltwise_relu, dnnl.dnnl_eltwise_relu_use_dst_for_bwd),
  /** x, or eˣ − 1 where it is negative. */
  ELU(dnnl.dnnl_eltwise_elu, dnnl.dnnl_eltwise_elu_use_dst_for_bwd),
  /** The hyperbolic tangent. */
  TANH(dnnl.dnnl_eltwise_tanh, dnnl.dnnl_eltwise_tanh_use_dst_for_bwd),
  /** The logistic function, 1 / (1 + e⁻ˣ). */
  SIGMOID(dnnl.dnnl_eltwise_logistic, dnnl.dnnl_eltwise_logistic_use_dst_for_bwd);

  /** oneDNN's number for it. */
  final int forward;

  /** oneDNN's number for its slope as a function of its value. */
  final int backward;

  /** oneDNN's first constant; only ELU has one. */
  final float alpha;

  Activation(int forward, int backward) {
    this.forward = forward;
    this.backward = backward;
    this.alpha = forward == dnnl.dnnl_eltwise_elu ? 1 : 0;
  }
}
