package dev.visor.core.dataset.exchange;

import dev.visor.core.dataset.NpyHeader;
import dev.visor.core.dataset.NpyType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code .npz} files as others do, right ones and wrong ones. */
final class NpzWriter {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** An episode of L rows: pictures of 2 × 3 pixels, two actuators, reward t in row t. */
  static NpzWriter episode(int rows) {
    byte[] images = new byte[rows * 18];
    float[] actions = new float[rows * 2];
    float[] rewards = new float[rows];
    for (int t = 0; t < rows; t++) {
      images[t * 18] = (byte) (200 + t);
      actions[2 * t] = t / 100f;
      actions[2 * t + 1] = -t / 100f;
      rewards[t] = t;
    }
    return new NpzWriter()
        .bytes("image", NpyType.UINT8, images, rows, 2, 3, 3)
        .floats("action", actions, rows, 2)
        .floats("reward", rewards, rows);
  }

  NpzWriter bytes(String key, NpyType type, byte[] data, int rows, int... row) {
    return entry(key + ".npy", concatenated(NpyHeader.encode(type, rows, row), data));
  }

  NpzWriter floats(String key, float[] values, int rows, int... row) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return bytes(key, NpyType.FLOAT32, data.array(), rows, row);
  }

  NpzWriter doubles(String key, double[] values, int rows, int... row) {
    ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(values);
    return bytes(key, NpyType.FLOAT64, data.array(), rows, row);
  }

  /** A flag a row, set in one of them, or in none for −1. */
  NpzWriter flag(String key, int rows, int set) {
    byte[] flags = new byte[rows];
    if (set >= 0) {
      flags[set] = 1;
    }
    return bytes(key, NpyType.BOOL, flags, rows);
  }

  /** An entry of any name and content. */
  NpzWriter entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  /** The bytes of an array, with its header. */
  byte[] entry(String key) {
    return Objects.requireNonNull(entries.get(key + ".npy"), key);
  }

  NpzWriter without(String key) {
    entries.remove(key + ".npy");
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  Path to(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(out);
    }
    return file;
  }

  private void write(OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  private static byte[] concatenated(byte[] header, byte[] data) {
    return ByteBuffer.allocate(header.length + data.length).put(header).put(data).array();
  }
}
