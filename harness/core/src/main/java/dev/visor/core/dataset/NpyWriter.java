package dev.visor.core.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * Writes a {@code .npy} file row by row, when the number of rows is not known beforehand: the
 * header is filled in at the end. Values pass through one buffer of fixed size, so that an array of
 * any length takes the same memory.
 */
final class NpyWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileChannel file;
  private final NpyType type;
  private final int[] row;
  private final long rowBytes;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32 checksum = new CRC32();
  private long rows;

  private NpyWriter(FileChannel file, NpyType type, int[] row, long rows) {
    this.file = file;
    this.type = type;
    this.row = row.clone();
    long bytes = type.bytes();
    for (int length : row) {
      bytes = Math.multiplyExact(bytes, length);
    }
    this.rowBytes = bytes;
    this.rows = rows;
  }

  /**
   * Begins a new file.
   *
   * @param row lengths of all dimensions but the first
   */
  static NpyWriter create(Path path, NpyType type, int... row) throws IOException {
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    NpyWriter writer = new NpyWriter(file, type, row, 0);
    writer.put(NpyHeader.encode(type, 0, row));
    writer.takeChecksum();
    return writer;
  }

  /**
   * Goes on with a file that {@link #create} began, after its first rows; whatever comes after them
   * is cut off.
   *
   * @throws MalformedNpyException if it has not so many rows
   */
  static NpyWriter resume(Path path, NpyType type, long rows, int... row) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE);
    try {
      NpyWriter writer = new NpyWriter(file, type, row, rows);
      long end = NpyHeader.WRITTEN_BYTES + Math.multiplyExact(rows, writer.rowBytes);
      if (file.size() < end) {
        throw new MalformedNpyException("has fewer than " + rows + " rows");
      }
      file.truncate(end);
      file.position(end);
      return writer;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Appends rows of one-byte elements.
   *
   * @param count how many rows; said, because rows may be empty
   */
  void append(long count, byte[] values) throws IOException {
    addRows(count, values.length);
    put(values);
  }

  /** Appends rows of floats; see {@link #append(long, byte[])}. */
  void append(long count, float[] values) throws IOException {
    addRows(count, (long) values.length * Float.BYTES);
    for (float value : values) {
      if (buffer.remaining() < Float.BYTES) {
        drain();
      }
      buffer.putFloat(value);
    }
  }

  /** Appends rows of whole numbers; see {@link #append(long, byte[])}. */
  void append(long count, long[] values) throws IOException {
    addRows(count, (long) values.length * Long.BYTES);
    for (long value : values) {
      if (buffer.remaining() < Long.BYTES) {
        drain();
      }
      buffer.putLong(value);
    }
  }

  /**
   * Hands over to the file what was appended, so that it survives this process.
   *
   * @return CRC-32 of the bytes appended since the last call
   */
  long takeChecksum() throws IOException {
    drain();
    long value = checksum.getValue();
    checksum.reset();
    return value;
  }

  /** Fills in the header and waits until the disk has everything. */
  void finish() throws IOException {
    writeHeader();
    file.force(true);
  }

  /** Fills in the header and closes the file. */
  @Override
  public void close() throws IOException {
    try (file) {
      writeHeader();
    }
  }

  private void writeHeader() throws IOException {
    drain();
    ByteBuffer header = ByteBuffer.wrap(NpyHeader.encode(type, rows, row));
    while (header.hasRemaining()) {
      file.write(header, header.position());
    }
  }

  private void addRows(long count, long bytes) {
    if (bytes != Math.multiplyExact(count, rowBytes)) {
      throw new IllegalArgumentException(
          bytes + " bytes are not " + count + " rows of " + rowBytes + " bytes");
    }
    rows += count;
  }

  private void put(byte[] values) throws IOException {
    int from = 0;
    while (from < values.length) {
      if (!buffer.hasRemaining()) {
        drain();
      }
      int count = Math.min(values.length - from, buffer.remaining());
      buffer.put(values, from, count);
      from += count;
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }
}
