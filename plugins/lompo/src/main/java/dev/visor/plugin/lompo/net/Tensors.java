package dev.visor.plugin.lompo.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Named arrays of floats in a fixed order: the parameters of a network, their gradients, or an
 * optimiser's moments. The arrays themselves are handed out, so that a network and its optimiser
 * share them.
 *
 * <p>Written as: the number of arrays; for each its name, rank, lengths and values. Integers are 4
 * bytes and values IEEE 754 singles, most significant byte first; names are modified UTF-8 after
 * their length in 2 bytes.
 */
public final class Tensors {
  private static final int GREATEST_RANK = 8;
  private static final int CHUNK = 1 << 14;

  private record Tensor(int[] shape, float[] values) {}

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Adds an array of zeros. */
  public Tensors add(String name, int... shape) {
    long count = 1;
    for (int length : shape) {
      count *= length;
    }
    Tensor tensor = new Tensor(shape.clone(), new float[Math.toIntExact(count)]);
    if (tensors.put(name, tensor) != null) {
      throw new IllegalArgumentException("two arrays named " + name);
    }
    return this;
  }

  /** Adds all arrays of another set, with their content shared. */
  public void addAll(Tensors others) {
    others.tensors.forEach(
        (name, tensor) -> {
          if (tensors.put(name, tensor) != null) {
            throw new IllegalArgumentException("two arrays named " + name);
          }
        });
  }

  /** The values of an array, row-major, to read and to write. */
  public float[] get(String name) {
    return tensor(name).values();
  }

  /** The lengths of an array. */
  public int[] shape(String name) {
    return tensor(name).shape().clone();
  }

  private Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no array named " + name + " among " + names());
    }
    return tensor;
  }

  /** The names, in order. */
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /** How many values there are in all. */
  public long count() {
    return tensors.values().stream().mapToLong(tensor -> tensor.values().length).sum();
  }

  /** Arrays of the same names and shapes, filled with zeros. */
  public Tensors zeros() {
    Tensors zeros = new Tensors();
    tensors.forEach((name, tensor) -> zeros.add(name, tensor.shape()));
    return zeros;
  }

  /** Sets all values to 0. */
  public void clear() {
    tensors.values().forEach(tensor -> Arrays.fill(tensor.values(), 0));
  }

  /** Arrays of their own with the same content. */
  public Tensors copy() {
    Tensors copy = zeros();
    copy.set(this);
    return copy;
  }

  /** The arrays whose names are chosen, with their content shared. */
  public Tensors only(Predicate<String> chosen) {
    Tensors part = new Tensors();
    tensors.forEach(
        (name, tensor) -> {
          if (chosen.test(name)) {
            part.tensors.put(name, tensor);
          }
        });
    return part;
  }

  /**
   * Takes over the values of arrays with the same names and shapes.
   *
   * @throws IllegalArgumentException if names or shapes differ
   */
  public void set(Tensors source) {
    if (!names().equals(source.names())) {
      throw new IllegalArgumentException(
          "arrays " + source.names() + " where " + names() + " are needed");
    }
    tensors.forEach(
        (name, tensor) -> {
          Tensor other = source.tensor(name);
          if (!Arrays.equals(tensor.shape(), other.shape())) {
            throw new IllegalArgumentException(
                name
                    + " has the lengths "
                    + Arrays.toString(other.shape())
                    + " where "
                    + Arrays.toString(tensor.shape())
                    + " are needed");
          }
          System.arraycopy(other.values(), 0, tensor.values(), 0, tensor.values().length);
        });
  }

  /**
   * Moves every value the same part of the way to another's.
   *
   * @param part from 0, which changes nothing, to 1, which copies
   */
  public void approach(Tensors target, float part) {
    tensors.forEach(
        (name, tensor) -> {
          float[] to = target.get(name);
          float[] values = tensor.values();
          for (int i = 0; i < values.length; i++) {
            values[i] += part * (to[i] - values[i]);
          }
        });
  }

  /** The Euclidean norm of all values together, summed in double precision. */
  public double norm() {
    double sum = 0;
    for (Tensor tensor : tensors.values()) {
      for (float value : tensor.values()) {
        sum += (double) value * value;
      }
    }
    return Math.sqrt(sum);
  }

  /** Writes names, shapes and values. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(tensors.size());
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().shape().length);
      for (int length : entry.getValue().shape()) {
        out.writeInt(length);
      }
      writeFloats(out, entry.getValue().values(), entry.getValue().values().length);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the stream ends early or holds something else
   */
  public static Tensors read(DataInputStream in) throws IOException {
    Tensors tensors = new Tensors();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      int rank = in.readInt();
      if (rank < 0 || rank > GREATEST_RANK) {
        throw new IOException("array " + name + " claims " + rank + " dimensions");
      }
      int[] shape = new int[rank];
      long values = 1;
      for (int d = 0; d < rank; d++) {
        shape[d] = in.readInt();
        values *= shape[d];
        if (shape[d] < 1 || values > Integer.MAX_VALUE / Float.BYTES) {
          throw new IOException("array " + name + " claims the lengths " + Arrays.toString(shape));
        }
      }
      tensors.add(name, shape);
      readFloats(in, tensors.get(name), (int) values);
    }
    return tensors;
  }

  /** Writes the first values of an array, without their number. */
  public static void writeFloats(DataOutputStream out, float[] values, int count)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < count; from += CHUNK) {
      int part = Math.min(CHUNK, count - from);
      chunk.clear();
      chunk.asFloatBuffer().put(values, from, part);
      out.write(chunk.array(), 0, part * Float.BYTES);
    }
  }

  /** Reads values that {@link #writeFloats} wrote. */
  public static void readFloats(DataInputStream in, float[] values, int count) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < count; from += CHUNK) {
      int part = Math.min(CHUNK, count - from);
      in.readFully(chunk.array(), 0, part * Float.BYTES);
      chunk.clear();
      chunk.asFloatBuffer().get(values, from, part);
    }
  }
}
