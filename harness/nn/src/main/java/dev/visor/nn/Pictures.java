package dev.visor.nn;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Some pictures in native memory, pictures × height × width × channels, in either {@link
 * Precision}. Convolutions read and write them; a program copies values in and out.
 */
public final class Pictures {
  private static final int CHUNK = Parameters.CHUNK;

  private final Workspace workspace;
  private final Precision precision;
  private final int count;
  private final int edge;
  private final int channels;
  private final BytePointer memory;
  private final FloatBuffer floats;
  private final Floats asFloats;
  private final ShortBuffer shorts;
  private final short[] rounded = new short[CHUNK];
  private final float[] chunk = new float[CHUNK];
  private final float[] repeated = new float[CHUNK];

  /**
   * Makes pictures of zeros.
   *
   * @param count how many
   * @param edge height and width
   * @throws IllegalArgumentException if this processor does not compute with the precision
   */
  public Pictures(Workspace workspace, Precision precision, int count, int edge, int channels) {
    precision.requireAvailable();
    this.workspace = workspace;
    this.precision = precision;
    this.count = count;
    this.edge = edge;
    this.channels = channels;
    memory = workspace.bytes((long) count * edge * edge * channels * precision.bytes);
    floats = memory.asByteBuffer().asFloatBuffer();
    asFloats =
        new Floats(
            workspace, new FloatPointer(memory).capacity(floats.capacity()), floats.capacity());
    shorts = memory.asByteBuffer().asShortBuffer();
  }

  /** Pictures of zeros, as many, as large and as precise as these. */
  public Pictures zeros() {
    return new Pictures(workspace, precision, count, edge, channels);
  }

  /** How many pictures there are. */
  public int count() {
    return count;
  }

  /** Height and width. */
  public int edge() {
    return edge;
  }

  /** Channels of a picture. */
  public int channels() {
    return channels;
  }

  /** Values in one picture. */
  public int values() {
    return edge * edge * channels;
  }

  /**
   * Copies values in; in lesser precision they are rounded to the nearest, to even between two.
   *
   * @param from index of the first value among those of all pictures
   */
  public void write(int from, float[] source, int at, int number) {
    workspace.requireOpen();
    if (precision == Precision.FLOAT) {
      floats.put(from, source, at, number);
      return;
    }
    for (int done = 0; done < number; done += CHUNK) {
      int part = Math.min(CHUNK, number - done);
      round(source, at + done, rounded, part);
      shorts.put(from + done, rounded, 0, part);
    }
  }

  /** Copies values out. */
  public void read(int from, float[] target, int at, int number) {
    workspace.requireOpen();
    if (precision == Precision.FLOAT) {
      floats.get(from, target, at, number);
      return;
    }
    for (int done = 0; done < number; done += CHUNK) {
      int part = Math.min(CHUNK, number - done);
      shorts.get(from + done, rounded, 0, part);
      widen(rounded, target, at + done, part);
    }
  }

  private static void round(float[] source, int at, short[] target, int count) {
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(source[at + i]);
      // All ones; or 0 for what is not a number, whose bits rounding could make a number's.
      int number = ((bits & 0x7fffffff) - 0x7f800001) >> 31;
      int rounding = (0x7fff + ((bits >>> 16) & 1)) & number;
      target[i] = (short) (((bits + rounding) | (0x400000 & ~number)) >>> 16);
    }
  }

  private static void widen(short[] source, float[] target, int at, int count) {
    for (int i = 0; i < count; i++) {
      target[at + i] = Float.intBitsToFloat(source[i] << 16);
    }
  }

  /**
   * Copies pictures in from a matrix whose rows are pictures.
   *
   * @param first the first row that is copied
   * @param number of pictures
   */
  public void copyFrom(Floats rows, int first, int number) {
    for (int done = 0, all = number * values(); done < all; done += CHUNK) {
      int part = Math.min(CHUNK, all - done);
      rows.read(first * values() + done, chunk, 0, part);
      write(done, chunk, 0, part);
    }
  }

  /** Copies the first pictures out into the rows of a matrix. */
  public void copyTo(Floats rows, int first, int number) {
    for (int done = 0, all = number * values(); done < all; done += CHUNK) {
      int part = Math.min(CHUNK, all - done);
      read(done, chunk, 0, part);
      rows.write(first * values() + done, chunk, 0, part);
    }
  }

  /** Sets all values to 0. */
  public void clear() {
    workspace.requireOpen();
    Pointer.memset(memory, 0, memory.capacity());
  }

  /** Adds a row, one value for each channel, to the values of every place of every picture. */
  void addToPlaces(Floats row) {
    int stride = wholePlaces();
    row.read(0, repeated, 0, channels);
    for (int done = channels; done < stride; done += channels) {
      System.arraycopy(repeated, 0, repeated, done, channels);
    }
    for (int from = 0, all = count * values(); from < all; from += stride) {
      int part = Math.min(stride, all - from);
      read(from, chunk, 0, part);
      add(chunk, repeated, part);
      write(from, chunk, 0, part);
    }
  }

  /** How many values fit a chunk, if no place is cut in two. */
  private int wholePlaces() {
    if (channels > CHUNK) {
      throw new IllegalStateException(channels + " channels are more than fit a chunk");
    }
    return CHUNK / channels * channels;
  }

  private static void add(float[] values, float[] others, int count) {
    for (int i = 0; i < count; i++) {
      values[i] += others[i];
    }
  }

  /** Adds the values of all places of all pictures to a row, one value for each channel. */
  void addPlaces(Floats row) {
    int places = count * edge * edge;
    if (precision == Precision.FLOAT) {
      Product.plain(workspace.ones(places), asFloats, row, 1, places, channels, true);
      return;
    }
    row.read(0, repeated, 0, channels);
    int stride = wholePlaces();
    for (int from = 0, all = count * values(); from < all; from += stride) {
      int part = Math.min(stride, all - from);
      read(from, chunk, 0, part);
      for (int at = 0; at < part; at += channels) {
        for (int i = 0; i < channels; i++) {
          repeated[i] += chunk[at + i];
        }
      }
    }
    row.write(0, repeated, 0, channels);
  }

  Workspace workspace() {
    return workspace;
  }

  Precision precision() {
    return precision;
  }

  BytePointer memory() {
    workspace.requireOpen();
    return memory;
  }

  dnnl_memory_desc_t arrangement() {
    return Arrangement.pictures(precision, count, edge, channels);
  }
}
