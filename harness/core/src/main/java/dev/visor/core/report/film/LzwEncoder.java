package dev.visor.core.report.film;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The compression of GIF: Lempel-Ziv-Welch with codes of growing width, lowest bit first, in blocks
 * of at most 255 bytes. After CompuServe's GIF89a specification, appendix F.
 */
final class LzwEncoder {
  private static final int GREATEST_WIDTH = 12;
  private static final int GREATEST_BLOCK = 255;
  private static final int SLOTS = 1 << 14;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] block = new byte[GREATEST_BLOCK];
  private int inBlock;
  private int bits;
  private int bitCount;

  // A table of strings, each of them another one and one more pixel, hashed by both.
  private final int[] keys = new int[SLOTS];
  private final int[] codes = new int[SLOTS];

  private LzwEncoder() {}

  /**
   * Compresses the image data of one picture.
   *
   * @param indices of colours
   * @param depth bits of an index, 2 to 8
   * @return the depth, the blocks, and the empty block at the end
   */
  static byte[] encode(byte[] indices, int depth) {
    return new LzwEncoder().encoded(indices, depth);
  }

  private byte[] encoded(byte[] indices, int depth) {
    out.write(depth);
    int clear = 1 << depth;
    int end = clear + 1;
    int next = end + 1;
    int width = depth + 1;
    Arrays.fill(keys, -1);
    write(clear, width);
    int string = indices[0] & 0xff;
    for (int i = 1; i < indices.length; i++) {
      int pixel = indices[i] & 0xff;
      int slot = slot(string << 8 | pixel);
      if (keys[slot] >= 0) {
        string = codes[slot];
        continue;
      }
      write(string, width);
      if (next == 1 << GREATEST_WIDTH) {
        write(clear, width);
        Arrays.fill(keys, -1);
        next = end + 1;
        width = depth + 1;
      } else {
        // The decoder learns this code one step later, so the width grows one step late.
        if (next == 1 << width) {
          width++;
        }
        keys[slot] = string << 8 | pixel;
        codes[slot] = next++;
      }
      string = pixel;
    }
    write(string, width);
    if (next == 1 << width && width < GREATEST_WIDTH) {
      width++;
    }
    write(end, width);
    flush();
    return out.toByteArray();
  }

  /** Where a string is in the table, or would be. */
  private int slot(int key) {
    int slot = (key * 0x9E3779B1) >>> 18;
    while (keys[slot] >= 0 && keys[slot] != key) {
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }

  private void write(int code, int width) {
    bits |= code << bitCount;
    bitCount += width;
    while (bitCount >= 8) {
      put(bits);
      bits >>>= 8;
      bitCount -= 8;
    }
  }

  private void put(int octet) {
    block[inBlock++] = (byte) octet;
    if (inBlock == GREATEST_BLOCK) {
      writeBlock();
    }
  }

  private void flush() {
    if (bitCount > 0) {
      put(bits);
    }
    writeBlock();
    out.write(0);
  }

  private void writeBlock() {
    if (inBlock > 0) {
      out.write(inBlock);
      out.write(block, 0, inBlock);
      inBlock = 0;
    }
  }
}
