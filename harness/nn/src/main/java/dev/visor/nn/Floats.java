package dev.visor.nn;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A piece of native memory with a fixed number of floats. It is made by a {@link Workspace}, or as
 * a part of another piece, whose content it then shares.
 *
 * <p>Single values cannot be reached: what computes with values copies them into a Java array
 * first, which is cheap, and fast to loop over.
 */
public final class Floats {
  private final Workspace workspace;
  private final FloatPointer pointer;
  private final FloatBuffer buffer;
  private final int count;

  Floats(Workspace workspace, FloatPointer pointer, int count) {
    this.workspace = workspace;
    this.pointer = pointer;
    this.buffer = pointer.asBuffer();
    this.count = count;
  }

  /** How many values there are. */
  public int count() {
    return count;
  }

  /**
   * A part, which shares its content. It allocates, so make it once.
   *
   * @param from index of its first value
   * @throws IndexOutOfBoundsException if it reaches beyond the end
   */
  public Floats part(int from, int partCount) {
    requireRange(from, partCount);
    FloatPointer start = pointer.getPointer(FloatPointer.class, from);
    return new Floats(workspace, start.capacity(partCount).limit(partCount), partCount);
  }

  /** Copies values out: {@code number} of them from {@code from} on, into a part of an array. */
  public void read(int from, float[] target, int at, int number) {
    workspace.requireOpen();
    buffer.get(from, target, at, number);
  }

  /** Copies the first values out, as many as an array holds or there are. */
  public void read(float[] target) {
    read(0, target, 0, Math.min(count, target.length));
  }

  /** Copies values in, from a part of an array. */
  public void write(int from, float[] source, int at, int number) {
    workspace.requireOpen();
    buffer.put(from, source, at, number);
  }

  /** Copies values in, from the start of an array. */
  public void write(float[] source) {
    write(0, source, 0, source.length);
  }

  /** All values, in an array of their own. */
  public float[] toArray() {
    float[] values = new float[count];
    read(values);
    return values;
  }

  /** Sets all values to 0. */
  public void clear() {
    workspace.requireOpen();
    Pointer.memset(pointer, 0, (long) count * Float.BYTES);
  }

  /**
   * Copies all values from another piece.
   *
   * @throws IllegalArgumentException if it has another number of values
   */
  public void copyFrom(Floats source) {
    if (source.count != count) {
      throw new IllegalArgumentException(source.count + " values where " + count + " are needed");
    }
    workspace.requireOpen();
    Pointer.memcpy(pointer, source.pointer(), (long) count * Float.BYTES);
  }

  /** Copies some values from a part of another piece to a part of this one. */
  void copyFrom(Floats source, int from, int to, int number) {
    source.requireRange(from, number);
    requireRange(to, number);
    workspace.requireOpen();
    buffer.put(to, source.buffer, from, number);
  }

  /** Puts copies of a row into the first rows of this piece, one after another. */
  void fillRows(Floats row, int rows) {
    requireRange(0, rows * row.count);
    workspace.requireOpen();
    buffer.put(0, row.buffer, 0, row.count);
    // What is there already is doubled until all is there.
    for (int done = row.count, all = rows * row.count; done < all; ) {
      int next = Math.min(done, all - done);
      buffer.put(done, buffer, 0, next);
      done += next;
    }
  }

  /** The address, for native code. */
  FloatPointer pointer() {
    workspace.requireOpen();
    return pointer;
  }

  Workspace workspace() {
    return workspace;
  }

  void requireRange(int from, int number) {
    if (from < 0 || number < 0 || from > count - number) {
      throw new IndexOutOfBoundsException(
          number + " values from " + from + " on, in a piece of " + count);
    }
  }
}
