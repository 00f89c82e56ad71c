package dev.visor.core.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes whole arrays that are in memory as {@code .npy} files. */
public final class NpyFile {
  private NpyFile() {}

  /**
   * Writes single-precision values.
   *
   * @param shape lengths of the dimensions, outermost first
   * @throws IllegalArgumentException if they make another number of values
   */
  public static void write(Path file, float[] values, int... shape) throws IOException {
    ByteBuffer data = buffer(values.length, Float.BYTES);
    data.asFloatBuffer().put(values);
    write(file, NpyType.FLOAT32, values.length, data.array(), shape);
  }

  /** Writes unsigned bytes. */
  public static void write(Path file, byte[] values, int... shape) throws IOException {
    write(file, NpyType.UINT8, values.length, values, shape);
  }

  /** Writes integers, of 64 bits each. */
  public static void write(Path file, int[] values, int... shape) throws IOException {
    ByteBuffer data = buffer(values.length, Long.BYTES);
    for (int value : values) {
      data.putLong(value);
    }
    write(file, NpyType.INT64, values.length, data.array(), shape);
  }

  private static ByteBuffer buffer(int count, int bytes) {
    return ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void write(Path file, NpyType type, int count, byte[] data, int... shape)
      throws IOException {
    long expected = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (shape.length == 0 || expected != count) {
      throw new IllegalArgumentException(
          "%d values of the shape %s for %s".formatted(count, Arrays.toString(shape), file));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(NpyHeader.encode(type, shape[0], Arrays.copyOfRange(shape, 1, shape.length)));
      out.write(data);
    }
  }
}
