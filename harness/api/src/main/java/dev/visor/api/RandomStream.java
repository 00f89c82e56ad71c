package dev.visor.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * A reproducible stream of random numbers that knows its position.
 *
 * <p>The n-th draw is a function of key and n (SplitMix64: a Weyl sequence and Stafford's mixing
 * function number 13), so that a stream can be put back where it was. Every number here takes
 * exactly one draw, a Gaussian too, and is computed without {@link Math}'s intrinsics: the values
 * are the same on every Java and every processor.
 *
 * <p>Not safe for use by several threads.
 */
public final class RandomStream implements RandomGenerator {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;
  private long position;

  private RandomStream(long key) {
    this.key = key;
  }

  /**
   * The stream that a path of names leads to, such as (suite seed, task, dataset, seed index,
   * name).
   *
   * @param path parts of the name; their boundaries matter
   */
  public static RandomStream of(String... path) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : path) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (bytes.length >>> 24));
        digest.update((byte) (bytes.length >>> 16));
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
      }
      byte[] hash = digest.digest();
      long key = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        key = key << 8 | (hash[i] & 0xff);
      }
      return new RandomStream(key);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** How many numbers were drawn. */
  public long position() {
    return position;
  }

  /** Goes to a position, so that the draw after it comes next. */
  public void seek(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("position " + newPosition + " is negative");
    }
    position = newPosition;
  }

  @Override
  public long nextLong() {
    long z = key + ++position * GOLDEN;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /** A whole number in [0, bound), by multiplication: one draw, and a bias below bound / 2⁶⁴. */
  @Override
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound + " is not positive");
    }
    return (int) share(nextLong(), bound);
  }

  @Override
  public int nextInt(int origin, int bound) {
    if (origin >= bound) {
      throw new IllegalArgumentException("no whole number in [" + origin + ", " + bound + ")");
    }
    return (int) (origin + share(nextLong(), (long) bound - origin));
  }

  /** A whole number in [0, bound), like {@link #nextInt(int)}; the bias is below bound / 2⁶⁴. */
  @Override
  public long nextLong(long bound) {
    return nextLong(0, bound);
  }

  @Override
  public long nextLong(long origin, long bound) {
    if (origin >= bound) {
      throw new IllegalArgumentException("no whole number in [" + origin + ", " + bound + ")");
    }
    return origin + share(nextLong(), bound - origin);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  @Override
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1.0p-24f;
  }

  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /**
   * A standard Gaussian: the normal quantile of a uniform draw, by Wichura's algorithm AS 241
   * (1988), accurate to about 1e-16 relative.
   */
  @Override
  public double nextGaussian() {
    // The middle of one of 2^52 equal cells of (0, 1): never 0 or 1.
    return NormalQuantile.of(((nextLong() >>> 12) + 0.5) * 0x1.0p-52);
  }

  /** {@code mean + deviation} × {@link #nextGaussian()}. */
  @Override
  public double nextGaussian(double mean, double deviation) {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException("a standard deviation of " + deviation);
    }
    return mean + deviation * nextGaussian();
  }

  /** An exponential of mean 1: minus the logarithm of a uniform draw. */
  @Override
  public double nextExponential() {
    return -StrictMath.log(1 - nextDouble());
  }

  /**
   * A draw's share of a distance: the upper half of the product of two unsigned numbers ({@code
   * Math} has it from 18 on).
   */
  private static long share(long draw, long distance) {
    return Math.multiplyHigh(draw, distance)
        + (draw < 0 ? distance : 0)
        + (distance < 0 ? draw : 0);
  }
}
