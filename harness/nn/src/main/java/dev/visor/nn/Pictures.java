package dev.visor.nn;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

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
  private final int pieces;
  private final BytePointer memory;
  private final Place place;
  private final FloatBuffer floats;
  private final List<Floats> asFloats = new ArrayList<>();
  private final ShortBuffer shorts;
  private final short[] rounded = new short[CHUNK];
  private @Nullable Wide wide;
  private int piece;

  /**
   * Makes pictures of zeros.
   *
   * @param count how many
   * @param edge height and width
   * @throws IllegalArgumentException if this processor does not compute with the precision
   */
  public Pictures(Workspace workspace, Precision precision, int count, int edge, int channels) {
    this(workspace, precision, count, edge, channels, 1);
  }

  /**
   * Makes several pieces of pictures of zeros, of which only one is seen at a time, at first the
   * first.
   *
   * @param count how many pictures each has
   */
  public Pictures(
      Workspace workspace, Precision precision, int count, int edge, int channels, int pieces) {
    precision.requireAvailable();
    this.workspace = workspace;
    this.precision = precision;
    this.count = count;
    this.edge = edge;
    this.channels = channels;
    this.pieces = pieces;
    int size = Math.multiplyExact(count, values());
    long all = (long) pieces * size * precision.bytes;
    // Some more, so that values can be gone through in sixteens of places to the end.
    memory = workspace.bytes(all + 16L * channels * precision.bytes);
    memory.limit(all).capacity(all);
    place = Place.of(new BytePointer(memory));
    floats = memory.asByteBuffer().asFloatBuffer();
    shorts = memory.asByteBuffer().asShortBuffer();
    if (precision == Precision.FLOAT) {
      Floats whole =
          new Floats(
              workspace, new FloatPointer(memory).capacity(floats.capacity()), floats.capacity());
      for (int i = 0; i < pieces; i++) {
        asFloats.add(whole.part(i * size, size));
      }
    }
  }

  /** How many pieces there are. */
  public int pieces() {
    return pieces;
  }

  /**
   * From now on this piece is what is seen, by layers too.
   *
   * @param index from 0
   */
  public void select(int index) {
    if (index < 0 || index >= pieces) {
      throw new IndexOutOfBoundsException("piece " + index + " of " + pieces);
    }
    if (index != piece) {
      piece = index;
      place.move((long) index * count * values() * precision.bytes);
    }
  }

  /** Index of the first value of the piece that is seen. */
  private int start() {
    return piece * count * values();
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
      floats.put(start() + from, source, at, number);
      return;
    }
    for (int done = 0; done < number; done += CHUNK) {
      int part = Math.min(CHUNK, number - done);
      round(source, at + done, rounded, part);
      shorts.put(start() + from + done, rounded, 0, part);
    }
  }

  /** Copies values out. */
  public void read(int from, float[] target, int at, int number) {
    workspace.requireOpen();
    if (precision == Precision.FLOAT) {
      floats.get(start() + from, target, at, number);
      return;
    }
    for (int done = 0; done < number; done += CHUNK) {
      int part = Math.min(CHUNK, number - done);
      shorts.get(start() + from + done, rounded, 0, part);
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

  /** Room for all values as floats, and the ways between. */
  private record Wide(Floats values, Primitive round, Primitive widen) {}

  private Wide wide() {
    if (wide == null) {
      Floats values = workspace.floats(count * values());
      dnnl_memory_desc_t floatArrangement =
          Arrangement.pictures(Precision.FLOAT, count, edge, channels);
      wide =
          new Wide(
              values,
              Reorder.of(
                  workspace,
                  floatArrangement,
                  Place.of(values.pointer()),
                  arrangement(),
                  place,
                  false),
              Reorder.of(
                  workspace,
                  arrangement(),
                  place,
                  floatArrangement,
                  Place.of(values.pointer()),
                  false));
    }
    return wide;
  }

  /** All values as floats: these themselves, or a copy as they now are. */
  Floats asFloats() {
    if (precision == Precision.FLOAT) {
      return asFloats.get(piece);
    }
    wide().widen().run();
    return wide().values();
  }

  /**
   * Copies pictures in from a matrix whose rows are pictures.
   *
   * @param first the first row that is copied
   * @param number of pictures
   */
  public void copyFrom(Floats rows, int first, int number) {
    if (precision == Precision.FLOAT) {
      asFloats().copyFrom(rows, first * values(), 0, number * values());
    } else {
      wide().values().copyFrom(rows, first * values(), 0, number * values());
      wide().round().run();
    }
  }

  /** Copies the first pictures out into the rows of a matrix. */
  public void copyTo(Floats rows, int first, int number) {
    rows.copyFrom(asFloats(), 0, first * values(), number * values());
  }

  /** Sets all values of all pieces to 0. */
  public void clear() {
    workspace.requireOpen();
    Pointer.memset(memory, 0, memory.capacity());
  }

  Workspace workspace() {
    return workspace;
  }

  Precision precision() {
    return precision;
  }

  Place memory() {
    workspace.requireOpen();
    return place;
  }

  dnnl_memory_desc_t arrangement() {
    return Arrangement.pictures(precision, count, edge, channels);
  }
}
