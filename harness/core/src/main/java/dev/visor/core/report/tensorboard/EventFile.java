package dev.visor.core.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32C;

/**
 * The events of one TensorBoard run as the bytes of its file. Each event is a record: the length of
 * its message, a checksum of that length, the message, a checksum of the message. Field numbers are
 * those of TensorFlow's {@code event.proto} and {@code summary.proto}, the framing is that of its
 * TFRecord files.
 */
final class EventFile {
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xa282ead8;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * Begins a file.
   *
   * @param seconds since 1970
   */
  EventFile(double seconds) {
    record(new Message().float64(WALL_TIME, seconds).text(FILE_VERSION, VERSION));
  }

  /**
   * Adds a number.
   *
   * @param tag names its curve; slashes group curves
   * @param step place on the curve
   * @param value kept with the precision of a float; may be infinite or not a number
   * @param seconds since 1970
   */
  void scalar(String tag, long step, double value, double seconds) {
    Message number = new Message().text(TAG, tag).float32(SIMPLE_VALUE, (float) value);
    record(
        new Message()
            .float64(WALL_TIME, seconds)
            .int64(STEP, step)
            .message(SUMMARY, new Message().message(SUMMARY_VALUE, number)));
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void record(Message event) {
    byte[] message = event.bytes();
    byte[] length = Message.little(Long.BYTES).putLong(message.length).array();
    out.writeBytes(length);
    out.writeBytes(checksum(length));
    out.writeBytes(message);
    out.writeBytes(checksum(message));
  }

  /**
   * CRC-32C, turned by 15 bits and added to a constant: a checksum over bytes that hold checksums
   * of their own would say little.
   */
  static int maskedChecksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private static byte[] checksum(byte[] bytes) {
    return Message.little(Integer.BYTES).putInt(maskedChecksum(bytes)).array();
  }
}
