package dev.visor.core.dataset;

import java.io.IOException;
import java.io.InputStream;
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
public record NpyHeader(NpyType type, List<Long> shape, int bytes) {
  /**
   * The headers that we write are all this long. NumPy writes the same bytes for the same array,
   * and there is room to fill in the first dimension once it is known.
   */
  static final int WRITTEN_BYTES = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 1 << 16;
  private static final String TOO_SHORT = "ends within its header";

  public NpyHeader {
    shape = List.copyOf(shape);
  }

  /** Length of the first dimension. */
  public long rows() {
    return shape.get(0);
  }

  /** Elements in one row: the product of the other dimensions. */
  public long rowElements() {
    return shape.subList(1, shape.size()).stream().reduce(1L, Math::multiplyExact);
  }

  /** Bytes of one row. */
  long rowBytes() {
    return Math.multiplyExact(rowElements(), type.bytes());
  }

  /** Bytes of all elements together. */
  public long dataBytes() {
    return Math.multiplyExact(rows(), rowBytes());
  }

  /**
   * The bytes of a header, {@value #WRITTEN_BYTES} of them.
   *
   * @param rows length of the first dimension
   * @param row lengths of the others
   */
  public static byte[] encode(NpyType type, long rows, int... row) {
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
    Start start = new Start();
    NpyHeader header = parse(count -> start.next(file, count));
    header.checkLength(file.size());
    return header;
  }

  /**
   * Reads the header at the start of a stream, and leaves the stream at the first element. How many
   * bytes follow is for the caller to check against {@link #dataBytes()}.
   *
   * @throws MalformedNpyException if it is no array of ours
   */
  public static NpyHeader read(InputStream in) throws IOException {
    NpyHeader header =
        parse(
            count -> {
              byte[] bytes = in.readNBytes(count);
              if (bytes.length < count) {
                throw new MalformedNpyException(TOO_SHORT);
              }
              return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            });
    try {
      header.dataBytes();
    } catch (ArithmeticException e) {
      throw header.impossible();
    }
    return header;
  }

  /** Hands out the next bytes of a file. */
  private interface Bytes {
    ByteBuffer next(int count) throws IOException;
  }

  private static NpyHeader parse(Bytes bytes) throws IOException {
    ByteBuffer start = bytes.next(MAGIC.length + 2);
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
    ByteBuffer lengthField = bytes.next(lengthBytes);
    long length =
        major == 1
            ? Short.toUnsignedLong(lengthField.getShort())
            : Integer.toUnsignedLong(lengthField.getInt());
    if (length > LONGEST) {
      throw new MalformedNpyException(
          "has a header of " + length + " bytes; " + LONGEST + " will do");
    }
    int textFrom = start.capacity() + lengthBytes;
    String text = new String(bytes.next((int) length).array(), StandardCharsets.ISO_8859_1);
    return new NpyHeaderParser(text, textFrom + (int) length).parse();
  }

  private void checkLength(long fileBytes) throws MalformedNpyException {
    long expected;
    try {
      expected = Math.addExact(bytes, dataBytes());
    } catch (ArithmeticException e) {
      throw impossible();
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

  private MalformedNpyException impossible() {
    return new MalformedNpyException("has the impossible shape " + shape);
  }

  /** The first bytes of a file, one run after the other, without moving the file's own position. */
  private static final class Start {
    private long position;

    ByteBuffer next(FileChannel file, int count) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
      while (buffer.hasRemaining()) {
        if (file.read(buffer, position + buffer.position()) < 0) {
          throw new MalformedNpyException(TOO_SHORT);
        }
      }
      position += count;
      return buffer.flip();
    }
  }
}
