package dev.visor.nn;

import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/**
 * How oneDNN's Winograd convolution wants its pictures: channels in blocks of sixteen, and no more
 * than a single line of zeros around them that it adds itself. A second one is part of the memory.
 *
 * @param pictures how many there are
 * @param edge of the pictures that go in, without a border
 * @param inputs channels that go in, a multiple of sixteen
 * @param outputs channels of a pixel that comes out: a multiple of sixteen, or eight
 */
record WinogradArrangement(int pictures, int edge, int inputs, int outputs) {
  private static final int BLOCK = 16;
  private static final int BORDER = 1;

  /** Pictures that go in, with their border. */
  dnnl_memory_desc_t source() {
    return Arrangement.blocked(pictures, padded(), inputs);
  }

  /** Pictures of squares of 2 × 2 pixels, which come out. */
  dnnl_memory_desc_t target() {
    return Arrangement.blocked(pictures, squares(), SubPixelKernel.SQUARE * outputs);
  }

  private int padded() {
    return edge + 2 * BORDER;
  }

  /** Squares along an edge: the convolution adds a line on each side, and takes one away. */
  private int squares() {
    return padded();
  }

  /** What goes in, channels innermost, as (picture, block, y, x, channel). */
  dnnl_memory_desc_t plainSource() {
    long line = (long) edge * inputs;
    return source(edge * line, BLOCK, line, inputs);
  }

  /** The same values within their border. */
  dnnl_memory_desc_t inside() {
    long line = (long) padded() * BLOCK;
    return source(padded() * line / BLOCK * inputs, padded() * line, line, BLOCK);
  }

  /** Where the first value within the border lies. */
  Place inside(BytePointer memory) {
    long first = (long) BORDER * (padded() + 1) * BLOCK;
    return Place.of(memory.getPointer(BytePointer.class, first * Float.BYTES));
  }

  private dnnl_memory_desc_t source(long picture, long block, long line, long place) {
    return Arrangement.strided(
        dnnl.dnnl_f32,
        new long[] {pictures, inputs / BLOCK, edge, edge, BLOCK},
        new long[] {picture, block, line, place, 1});
  }

  /** What comes out, line after line, as (picture, y, x, p, q, block, channel). */
  dnnl_memory_desc_t plainTarget() {
    long line = 2L * squares() * outputs;
    return target(2 * squares() * line, 2 * line, 2L * outputs, line, outputs, BLOCK);
  }

  /** The same values in their squares. */
  dnnl_memory_desc_t inSquares() {
    long line = (long) squares() * BLOCK;
    long block = squares() * line;
    long pair = 2 * block * outputs / BLOCK;
    // Two pixels of few channels share a block.
    return target(2 * pair, line, BLOCK, pair, outputs < BLOCK ? outputs : pair / 2, block);
  }

  private dnnl_memory_desc_t target(long picture, long y, long x, long p, long q, long block) {
    return Arrangement.strided(
        dnnl.dnnl_f32,
        new long[] {
          pictures,
          squares(),
          squares(),
          2,
          2,
          Math.max(1, outputs / BLOCK),
          Math.min(BLOCK, outputs)
        },
        new long[] {picture, y, x, p, q, block, 1});
  }
}
