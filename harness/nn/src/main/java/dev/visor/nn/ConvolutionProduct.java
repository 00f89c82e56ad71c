package dev.visor.nn;

import java.util.Optional;

/** A way to compute the products of a {@link Convolution}. The fastest depends on the sizes. */
interface ConvolutionProduct {
  /**
   * What the products read and write.
   *
   * @param back what the ways back need; empty if there is only a way forward
   */
  record Operands(
      ConvolutionKernel.Geometry geometry,
      Activation activation,
      Pictures input,
      Pictures output,
      Floats kernel,
      Floats bias,
      Optional<Gradients> back) {}

  /**
   * What the ways back read and write.
   *
   * @param output the gradient by what comes out, before the activation
   * @param input receives the one by what goes in; empty if nobody wants it
   */
  record Gradients(Pictures output, Floats kernel, Floats bias, Optional<Pictures> input) {}

  /** Takes kernel and bias as they now are. */
  void refresh();

  /** Computes what comes out, bias and activation included. */
  void forward();

  /** Adds to the gradients by kernel and bias, and computes the one by the input. */
  void backward();

  /** The fastest way, as far as it was measured. */
  static ConvolutionProduct of(Operands operands) {
    return WinogradConvolution.suits(operands)
        ? new WinogradConvolution(operands)
        : new DirectConvolution(operands);
  }
}
