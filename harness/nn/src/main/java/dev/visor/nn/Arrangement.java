package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Descriptions of how values lie in memory, as oneDNN takes them. */
final class Arrangement {
  private Arrangement() {}

  /** A row of floats. */
  static dnnl_memory_desc_t row(int count) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_x, count);
  }

  /** Pictures with their channels innermost. */
  static dnnl_memory_desc_t pictures(Precision precision, int pictures, int edge, int channels) {
    return by(precision.type, dnnl.dnnl_nhwc, pictures, channels, edge, edge);
  }

  /** Unsigned bytes, one after another. */
  static dnnl_memory_desc_t bytes(int count) {
    return by(dnnl.dnnl_u8, dnnl.dnnl_x, count);
  }

  /** Places, and a value of each channel for each of them. */
  static dnnl_memory_desc_t channels(Precision precision, int places, int channels) {
    return by(precision.type, dnnl.dnnl_nhwc, places, channels, 1, 1);
  }

  /**
   * Any values at any distances.
   *
   * @param type oneDNN's number for the type
   * @param strides how far apart the values along each dimension are
   */
  static dnnl_memory_desc_t strided(int type, long[] lengths, long[] strides) {
    dnnl_memory_desc_t arrangement = new dnnl_memory_desc_t();
    OneDnn.check(
        dnnl.dnnl_memory_desc_init_by_strides(arrangement, lengths.length, lengths, type, strides),
        "an arrangement");
    return arrangement;
  }

  /** Pictures whose channels are in blocks of sixteen. */
  static dnnl_memory_desc_t blocked(int pictures, int edge, int channels) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_nChw16c, pictures, channels, edge, edge);
  }

  /** Pictures that need not be square. */
  static dnnl_memory_desc_t nhwc(int pictures, int height, int width, int channels) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_nhwc, pictures, channels, height, width);
  }

  /** A kernel that need not be square: height × width × inputs × outputs. */
  static dnnl_memory_desc_t hwio(int height, int width, int inputs, int outputs) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_hwio, outputs, inputs, height, width);
  }

  /** Such a kernel in whatever order suits the processor. */
  static dnnl_memory_desc_t anyOrder(int height, int width, int inputs, int outputs) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_format_tag_any, outputs, inputs, height, width);
  }

  /** A kernel as parameters hold it: height × width × inputs × outputs. */
  static dnnl_memory_desc_t kernel(int edge, int inputs, int outputs) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_hwio, outputs, inputs, edge, edge);
  }

  /** A kernel in whatever order suits the processor. */
  static dnnl_memory_desc_t anyKernel(Precision precision, int edge, int inputs, int outputs) {
    return by(precision.type, dnnl.dnnl_format_tag_any, outputs, inputs, edge, edge);
  }

  private static dnnl_memory_desc_t by(int type, int tag, long... lengths) {
    dnnl_memory_desc_t arrangement = new dnnl_memory_desc_t();
    OneDnn.check(
        dnnl.dnnl_memory_desc_init_by_tag(arrangement, lengths.length, lengths, type, tag),
        "an arrangement");
    return arrangement;
  }

  /** A row-major matrix. */
  static dnnl_memory_desc_t matrix(int type, int rows, int columns) {
    return by(type, dnnl.dnnl_nc, rows, columns);
  }

  /** The same values as a row-major matrix of floats has, column after column. */
  static dnnl_memory_desc_t transposedMatrix(int rows, int columns) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_cn, rows, columns);
  }

  /** A dense layer's kernel as parameters hold it: inputs × outputs. */
  static dnnl_memory_desc_t denseKernel(int inputs, int outputs) {
    return by(dnnl.dnnl_f32, dnnl.dnnl_io, outputs, inputs);
  }

  /** A dense layer's kernel in whatever order suits the processor. */
  static dnnl_memory_desc_t anyDenseKernel(int type, int inputs, int outputs) {
    return by(type, dnnl.dnnl_format_tag_any, outputs, inputs);
  }

  /** Whether two arrangements are the same. */
  static boolean same(dnnl_memory_desc_t one, dnnl_memory_desc_t other) {
    return dnnl.dnnl_memory_desc_equal(one, other) != 0;
  }

  /** How many bytes an arrangement takes. */
  static long bytes(dnnl_memory_desc_t arrangement) {
    return dnnl.dnnl_memory_desc_get_size(arrangement);
  }
}
