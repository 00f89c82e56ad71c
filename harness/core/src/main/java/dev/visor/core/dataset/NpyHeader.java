package dev.visor.core.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The header of a {@code .npy} file: what NumPy's {@code lib.format} documents as versions 1 to 3,
 * cut down to arrays in C order of the types of {@link NpyType}.
 *
 * @param type of every element
 * @param shape lengths of the dimensions, outermost first; one or more of them
 * @param bytes length of the header itself, from the start of the file to the first element
 */
record NpyHeader(NpyType type, List<Long> shape, int bytes) {
  /**
   * The headers that we write are all this long. NumPy writes the same bytes for the same array,
   * and there is room to fill in the first dimension once it is known.
   */
  static final int WRITTEN_BYTES = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** Length of the first dimension. */
  long rows() {
    return shape.get(0);
  }

  /** Elements in one row: the product of the other dimensions. */
  long rowElements() {
    return shape.subList(1, shape.size()).stream().reduce(1L, Math::multiplyExact);
  }

  /** Bytes of one row. */
  long rowBytes() {
    return Math.multiplyExact(rowElements(), type.bytes());
  }

  /** Bytes of all elements together. */
  long dataBytes() {
    return Math.multiplyExact(rows(), rowBytes());
  }

  /**
   * The bytes of a header, {@value #WRITTEN_BYTES} of them.
   *
   * @param rows length of the first dimension
   * @param row lengths of the others
   */
  static byte[] encode(NpyType type, long rows, int... row) {
    StringBuilder text = new StringBuilder();
    text.append("{'descr': '").append(type.descriptor()).append("', 'fortran_order': False, ");
    text.append("'shape': (").append(rows);
    for (int length : row) {
      text.append(", ").append(length);
    }
    text.append(row.length == 0 ? ",), }" : "), }");
    int room = WRITTEN_BYTES - MAGIC.length - 4 - 1;
    if (text.length() > room) {
      throw new IllegalArgumentException("no room for the header " + text);
    }
    text.append(" ".repeat(room - text.length())).append('\n');
    ByteBuffer header = ByteBuffer.allocate(WRITTEN_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length());
    header.put(text.toString().getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  /**
   * Reads the header at the start of a file and checks it against the file's length. Nothing in it
   * is believed before it is checked: the file may come from anywhere.
   *
   * @throws MalformedNpyException if it is no array of ours, or has fewer or more bytes than the
   *     header promises
   */
  static NpyHeader read(FileChannel file) throws IOException {
    ByteBuffer start = read(file, 0, MAGIC.length + 2);
    byte[] magic = new byte[MAGIC.length];
    start.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new MalformedNpyException("does not begin like a NumPy array");
    }
    int major = start.get();
    int minor = start.get();
    if (major < 1 || major > 3 || minor != 0) {
      throw new MalformedNpyException(
          "has the NumPy format version " + major + "." + minor + "; 1.0, 2.0 and 3.0 are known");
    }
    int lengthBytes = major == 1 ? Short.BYTES : Integer.BYTES;
    ByteBuffer lengthField = read(file, start.capacity(), lengthBytes);
    long length =
        major == 1
            ? Short.toUnsignedLong(lengthField.getShort())
            : Integer.toUnsignedLong(lengthField.getInt());
    if (length > LONGEST) {
      throw new MalformedNpyException(
          "has a header of " + length + " bytes; " + LONGEST + " will do");
    }
    int textFrom = start.capacity() + lengthBytes;
    String text =
        new String(read(file, textFrom, (int) length).array(), StandardCharsets.ISO_8859_1);
    NpyHeader header = new NpyHeaderParser(text, textFrom + (int) length).parse();
    header.checkLength(file.size());
    return header;
  }

  private void checkLength(long fileBytes) throws MalformedNpyException {
    long expected;
    try {
      expected = Math.addExact(bytes, dataBytes());
    } catch (ArithmeticException e) {
      throw new MalformedNpyException("has the impossible shape " + shape);
    }
    if (fileBytes != expected) {
      throw new MalformedNpyException(
          "has "
              + fileBytes
              + " bytes where its header asks for "
              + expected
              + " ("
              + type.descriptor()
              + " "
              + shape
              + ")");
    }
  }

  private static ByteBuffer read(FileChannel file, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw new MalformedNpyException("ends within its header");
      }
    }
    return buffer.flip();
  }
}
