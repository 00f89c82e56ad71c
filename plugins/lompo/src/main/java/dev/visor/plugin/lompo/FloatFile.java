package dev.visor.plugin.lompo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Values in a checkpoint: IEEE 754 singles, most significant byte first, without their number. */
final class FloatFile {
  private static final int CHUNK = 1 << 14;

  private FloatFile() {}

  /** Writes the first values of an array. */
  static void write(DataOutputStream out, float[] values, int count) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < count; from += CHUNK) {
      int part = Math.min(CHUNK, count - from);
      chunk.asFloatBuffer().put(values, from, part);
      out.write(chunk.array(), 0, part * Float.BYTES);
    }
  }

  /** Reads values that {@link #write} wrote. */
  static void read(DataInputStream in, float[] values, int count) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < count; from += CHUNK) {
      int part = Math.min(CHUNK, count - from);
      in.readFully(chunk.array(), 0, part * Float.BYTES);
      chunk.asFloatBuffer().get(values, from, part);
    }
  }
}
