package dev.visor.core.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * A {@code .npy} file mapped into memory, read in runs of rows.
 *
 * <p>Java 17 maps at most 2 GiB at once, so a file is mapped in pieces of equally many whole rows,
 * and a run that crosses from one piece into the next is copied in two parts. Equal pieces, rather
 * than pieces that end with an episode, need no search to find a row, and an episode may be longer
 * than a piece. Reading copies in bulk from absolute positions: it moves nothing that threads
 * share, and allocates nothing.
 *
 * <p>A mapping lasts until the garbage collector finds the array unused. Files of a store are never
 * changed in place, so it stays valid even after the dataset was built again.
 */
final class NpyArray {
  private static final long PIECE_BYTES = 1L << 30;

  private final NpyHeader header;
  private final int rowElements;
  private final int rowBytes;
  private final int pieceRows;
  private final ByteBuffer[] bytes;
  private final FloatBuffer[] floats;
  private final LongBuffer[] longs;

  private NpyArray(NpyHeader header, int pieceRows, ByteBuffer[] bytes) {
    this.header = header;
    this.rowElements = (int) header.rowElements();
    this.rowBytes = (int) header.rowBytes();
    this.pieceRows = pieceRows;
    this.bytes = bytes;
    boolean float32 = header.type() == NpyType.FLOAT32;
    boolean int64 = header.type() == NpyType.INT64;
    this.floats = new FloatBuffer[float32 ? bytes.length : 0];
    this.longs = new LongBuffer[int64 ? bytes.length : 0];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = bytes[i].asFloatBuffer();
    }
    for (int i = 0; i < longs.length; i++) {
      longs[i] = bytes[i].asLongBuffer();
    }
  }

  /**
   * Maps a file.
   *
   * @throws MalformedNpyException if it is not an array that {@link NpyHeader} reads
   */
  static NpyArray map(Path path) throws IOException {
    return map(path, PIECE_BYTES);
  }

  /** Maps a file in pieces of about so many bytes. */
  static NpyArray map(Path path, long pieceBytes) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      NpyHeader header = NpyHeader.read(file);
      long rowBytes = header.rowBytes();
      if (header.rowElements() > Integer.MAX_VALUE || rowBytes > Integer.MAX_VALUE) {
        throw new MalformedNpyException("has rows of " + rowBytes + " bytes; 2 GiB are the most");
      }
      if (rowBytes == 0) {
        return new NpyArray(header, Integer.MAX_VALUE, new ByteBuffer[0]);
      }
      int pieceRows = (int) Math.max(1, Math.min(pieceBytes, Integer.MAX_VALUE) / rowBytes);
      long count = (header.rows() + pieceRows - 1) / pieceRows;
      ByteBuffer[] pieces = new ByteBuffer[Math.toIntExact(count)];
      for (int i = 0; i < pieces.length; i++) {
        long from = (long) i * pieceRows;
        long length = Math.min(pieceRows, header.rows() - from) * rowBytes;
        pieces[i] =
            file.map(MapMode.READ_ONLY, header.bytes() + from * rowBytes, length)
                .order(ByteOrder.LITTLE_ENDIAN);
      }
      return new NpyArray(header, pieceRows, pieces);
    }
  }

  NpyHeader header() {
    return header;
  }

  /** Copies rows of one-byte elements to an array of the caller's. */
  void read(long row, int count, byte[] target, int offset) {
    checkRows(row, count);
    long next = row;
    int to = offset;
    int left = rowBytes == 0 ? 0 : count;
    while (left > 0) {
      int within = (int) (next % pieceRows);
      int rows = Math.min(left, pieceRows - within);
      bytes[(int) (next / pieceRows)].get(within * rowBytes, target, to, rows * rowBytes);
      next += rows;
      left -= rows;
      to += rows * rowBytes;
    }
  }

  /** Copies rows of floats to an array of the caller's. */
  void read(long row, int count, float[] target, int offset) {
    checkRows(row, count);
    long next = row;
    int to = offset;
    int left = rowBytes == 0 ? 0 : count;
    while (left > 0) {
      int within = (int) (next % pieceRows);
      int rows = Math.min(left, pieceRows - within);
      floats[(int) (next / pieceRows)].get(within * rowElements, target, to, rows * rowElements);
      next += rows;
      left -= rows;
      to += rows * rowElements;
    }
  }

  /** One whole number of a row. */
  long number(long row, int column) {
    checkRows(row, 1);
    return longs[(int) (row / pieceRows)].get((int) (row % pieceRows) * rowElements + column);
  }

  /** The only byte of a row. */
  byte octet(long row) {
    checkRows(row, 1);
    return bytes[(int) (row / pieceRows)].get((int) (row % pieceRows) * rowBytes);
  }

  /** CRC-32 of the bytes of some rows, as they lie in the file. */
  long checksum(long row, long count) {
    CRC32 crc = new CRC32();
    long next = row;
    long left = rowBytes == 0 ? 0 : count;
    while (left > 0) {
      int within = (int) (next % pieceRows);
      int rows = (int) Math.min(left, pieceRows - within);
      crc.update(bytes[(int) (next / pieceRows)].slice(within * rowBytes, rows * rowBytes));
      next += rows;
      left -= rows;
    }
    return crc.getValue();
  }

  private void checkRows(long row, int count) {
    if (row < 0 || count < 0 || row + count > header.rows()) {
      throw new IndexOutOfBoundsException(
          "rows " + row + " to " + (row + count) + " of " + header.rows());
    }
  }
}
