package dev.visor.core.dataset;

import dev.visor.api.RandomStream;
import java.util.Arrays;
import java.util.List;

/** Makes hostile files of small sound ones: flips, cuts, splices, and lengths set to extremes. */
public final class Mutations {
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    0x7F,
    0xFF,
    0x7FFF,
    0xFFFF,
    0x7FFF_FFFF,
    0xFFFF_FFFFL,
    1L << 32,
    1L << 60,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final RandomStream random;

  /**
   * @param name of the stream of random numbers; the same one makes the same files
   */
  public Mutations(String name) {
    this.random = RandomStream.of("1", name);
  }

  /** A number below a bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** One of several. */
  public <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /**
   * A hostile version of a file.
   *
   * @param sound a file that is as it should be
   * @param other another, that pieces may come from
   */
  public byte[] of(byte[] sound, byte[] other) {
    byte[] bytes = sound.clone();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      bytes = once(bytes, other);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes, byte[] other) {
    if (bytes.length == 0) {
      return other.clone();
    }
    return switch (random.nextInt(7)) {
      case 0 -> flipped(bytes);
      case 1 -> extreme(bytes, 1);
      case 2 -> extreme(bytes, 2 << random.nextInt(3));
      case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length)); // cut off
      case 4 -> without(bytes);
      case 5 -> spliced(bytes, bytes);
      default -> spliced(bytes, other);
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] some = bytes.clone();
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      some[random.nextInt(some.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return some;
  }

  /** A length is some bytes with the lowest first, in all formats that are read here but PNG. */
  private byte[] extreme(byte[] bytes, int width) {
    byte[] some = bytes.clone();
    int at = random.nextInt(some.length);
    long value = EXTREMES[random.nextInt(EXTREMES.length)];
    for (int i = 0; i < width && at + i < some.length; i++) {
      some[at + i] = (byte) (value >>> (8 * i));
    }
    return some;
  }

  private byte[] without(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
    byte[] some = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, some, from, bytes.length - to);
    return some;
  }

  /** A piece of one file over or between the bytes of another. */
  private byte[] spliced(byte[] bytes, byte[] source) {
    int from = random.nextInt(source.length);
    int length = Math.min(source.length - from, 1 + random.nextInt(256));
    int at = random.nextInt(bytes.length);
    boolean between = random.nextInt(2) == 0;
    byte[] some =
        Arrays.copyOf(bytes, between ? bytes.length + length : Math.max(bytes.length, at + length));
    if (between) {
      System.arraycopy(bytes, at, some, at + length, bytes.length - at);
    }
    System.arraycopy(source, from, some, at, length);
    return some;
  }
}
