package dev.visor.nn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

/**
 * Named arrays of floats that lie one after another in one piece of native memory: the parameters
 * of a network, their gradient, or a copy of either. Parts of it are handed out, so that layers,
 * optimiser and file all see the same values.
 *
 * <p>Written as its {@link Layout}, then all values: IEEE 754 singles, most significant byte first.
 */
public final class Parameters {
  /** How many values are copied at a time where all are gone through: they fit the first cache. */
  static final int CHUNK = 1 << 12;

  private final Layout layout;
  private final Floats values;
  private final float[] chunk = new float[CHUNK];
  private final float[] goalChunk = new float[CHUNK];

  Parameters(Layout layout, Floats values) {
    this.layout = layout;
    this.values = values;
  }

  /** Names, lengths and order. */
  public Layout layout() {
    return layout;
  }

  /** The names, in order. */
  public List<String> names() {
    return layout.names();
  }

  /** The lengths of an array. */
  public int[] shape(String name) {
    return layout.shape(name);
  }

  /** How many values there are in all. */
  public int count() {
    return layout.count();
  }

  /** All values, in the layout's order. */
  public Floats values() {
    return values;
  }

  /** An array, shared and row-major. It allocates, so ask once. */
  public Floats part(String name) {
    return values.part(layout.offset(name), layout.count(name));
  }

  /** A copy of an array, row-major. */
  public float[] get(String name) {
    float[] copy = new float[layout.count(name)];
    values.read(layout.offset(name), copy, 0, copy.length);
    return copy;
  }

  /**
   * Replaces an array.
   *
   * @throws IllegalArgumentException if it has another number of values
   */
  public void set(String name, float[] newValues) {
    if (newValues.length != layout.count(name)) {
      throw new IllegalArgumentException(
          newValues.length + " values for " + name + ", which has " + layout.count(name));
    }
    values.write(layout.offset(name), newValues, 0, newValues.length);
  }

  /**
   * Takes over the values of arrays with the same names and lengths.
   *
   * @throws IllegalArgumentException if names or lengths differ
   */
  public void set(Parameters source) {
    layout.requireSame(source.layout);
    values.copyFrom(source.values);
  }

  /** A new vector of the same layout in the same workspace, filled with zeros. */
  public Parameters zeros() {
    return layout.allocate(values.workspace());
  }

  /** A new vector with copies of those arrays whose names are chosen. */
  public Parameters only(Predicate<String> chosen) {
    Parameters part = layout.only(chosen).allocate(values.workspace());
    for (String name : part.names()) {
      part.set(name, get(name));
    }
    return part;
  }

  /**
   * Moves every value the same part of the way to another's: θ ← θ + part (goal − θ).
   *
   * @param goal of the same layout
   * @param part from 0, which changes nothing, to 1, which copies
   */
  public void approach(Parameters goal, float part) {
    for (int from = 0; from < count(); from += CHUNK) {
      int count = Math.min(CHUNK, count() - from);
      values.read(from, chunk, 0, count);
      goal.values.read(from, goalChunk, 0, count);
      approach(chunk, goalChunk, part);
      values.write(from, chunk, 0, count);
    }
  }

  private static void approach(float[] values, float[] goals, float part) {
    for (int i = 0; i < values.length; i++) {
      values[i] += part * (goals[i] - values[i]);
    }
  }

  /** Sets all values to 0. */
  public void clear() {
    values.clear();
  }

  /** Writes names, lengths and values. */
  public void write(DataOutputStream out) throws IOException {
    layout.write(out);
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < count(); from += CHUNK) {
      int part = Math.min(CHUNK, count() - from);
      values.read(from, chunk, 0, part);
      bytes.asFloatBuffer().put(chunk, 0, part);
      out.write(bytes.array(), 0, part * Float.BYTES);
    }
  }

  /**
   * Replaces all values by what {@link #write} wrote.
   *
   * @throws IOException if the stream ends early, holds something else, or other arrays
   */
  public void read(DataInputStream in) throws IOException {
    try {
      layout.requireSame(Layout.read(in));
    } catch (IllegalArgumentException e) {
      throw new IOException("written with other parameters: " + e.getMessage(), e);
    }
    readValues(in);
  }

  /**
   * Replaces all values by those that {@link #write} wrote after the layout, which the caller has
   * read.
   */
  public void readValues(DataInputStream in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < count(); from += CHUNK) {
      int part = Math.min(CHUNK, count() - from);
      in.readFully(bytes.array(), 0, part * Float.BYTES);
      bytes.asFloatBuffer().get(chunk, 0, part);
      values.write(from, chunk, 0, part);
    }
  }
}
