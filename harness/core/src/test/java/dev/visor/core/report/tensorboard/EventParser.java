package dev.visor.core.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads event files as TensorBoard does: its own checksum, bit by bit from the polynomial, and its
 * own reader of Protocol Buffers. It shares nothing with the writer.
 */
public final class EventParser {
  private static final int POLYNOMIAL = 0x82f63b78;

  private EventParser() {}

  /** An event; what it does not have is 0 or empty. */
  public record Event(double seconds, long step, String version, String tag, float value) {}

  /** The events of a file, in their order. */
  public static List<Event> parse(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = take(in, 8);
      assertThat(in.getInt()).as("checksum of a length").isEqualTo(masked(length));
      int size = Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      byte[] message = take(in, size);
      assertThat(in.getInt()).as("checksum of a message").isEqualTo(masked(message));
      events.add(event(message));
    }
    return events;
  }

  private static Event event(byte[] message) {
    Map<Integer, Object> fields = fields(message);
    byte[] summary = bytes(fields, 5);
    Map<Integer, Object> value = fields(bytes(fields(summary), 1));
    return new Event(
        Double.longBitsToDouble((Long) fields.getOrDefault(1, 0L)),
        (Long) fields.getOrDefault(2, 0L),
        new String(bytes(fields, 3), StandardCharsets.UTF_8),
        new String(bytes(value, 1), StandardCharsets.UTF_8),
        Float.intBitsToFloat((Integer) value.getOrDefault(2, 0)));
  }

  private static byte[] bytes(Map<Integer, Object> fields, int field) {
    return (byte[]) fields.getOrDefault(field, new byte[0]);
  }

  private static Map<Integer, Object> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Object> fields = new HashMap<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> take(in, (int) varint(in));
            case 5 -> in.getInt();
            default -> throw new IllegalArgumentException("a field of the kind " + (key & 7));
          };
      fields.put((int) (key >>> 3), value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = in.get();
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  private static byte[] take(ByteBuffer in, int count) {
    byte[] bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  private static int masked(byte[] bytes) {
    int crc = ~0;
    for (byte next : bytes) {
      crc ^= next & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }
}
