package dev.visor.nn;

import org.bytedeco.dnnl.global.dnnl;

/** How the values between two layers are kept. Sums and parameters are single precision in both. */
public enum Precision {
  /** IEEE 754 single precision: 24 significant bits. */
  FLOAT(dnnl.dnnl_f32, Float.BYTES),

  /**
   * bfloat16: the range of a float with 8 significant bits, half the memory, twice the speed. It
   * needs a processor with AVX-512; with AVX512_BF16 it is fastest.
   */
  BFLOAT16(dnnl.dnnl_bf16, Short.BYTES);

  /** oneDNN's number for it. */
  final int type;

  /** Bytes of one value. */
  final int bytes;

  Precision(int type, int bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /**
   * Whether this processor computes with it. Where it does not, pictures of it are refused.
   *
   * @throws NativeLibraryException if oneDNN, which knows, cannot be loaded
   */
  public boolean available() {
    return this == FLOAT || OneDnn.computesWith(dnnl.dnnl_cpu_isa_avx512_core);
  }

  void requireAvailable() {
    if (!available()) {
      throw new IllegalArgumentException(
          "bfloat16 needs the instructions AVX-512 F, BW, DQ and VL, which this processor does not"
              + " have (or DNNL_MAX_CPU_ISA hides); use float, which every processor has");
    }
  }
}
