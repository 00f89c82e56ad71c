package dev.visor.nn;

import org.bytedeco.dnnl.global.dnnl;

/** How the values between two layers are kept. Sums and parameters are single precision in both. */
public enum Precision {
  /** IEEE 754 single precision: 24 significant bits. */
  FLOAT(dnnl.dnnl_f32, Float.BYTES),

  /** bfloat16: the range of a float with 8 significant bits, half the memory, twice the speed. */
  BFLOAT16(dnnl.dnnl_bf16, Short.BYTES);

  /** oneDNN's number for it. */
  final int type;

  /** Bytes of one value. */
  final int bytes;

  Precision(int type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }
}
