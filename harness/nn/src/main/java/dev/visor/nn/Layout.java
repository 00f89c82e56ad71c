package dev.visor.nn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Names, lengths and order of the arrays in a vector of parameters. It never changes; {@link
 * #builder} collects one.
 */
public final class Layout {
  private static final int GREATEST_RANK = 8;

  /** Where an array lies. */
  private record Place(int[] shape, int offset, int count) {}

  private final Map<String, Place> places;
  private final int count;

  private Layout(Map<String, Place> places, int count) {
    this.places = places;
    this.count = count;
  }

  /** Starts an empty layout. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects arrays, in order. */
  public static final class Builder {
    private final Map<String, Place> places = new LinkedHashMap<>();
    private int count;

    private Builder() {}

    /**
     * Adds an array.
     *
     * @param name such as {@code encoder/0/kernel}
     * @param shape its lengths, each at least 1
     * @throws IllegalArgumentException if the name is taken or a length is below 1
     * @throws ArithmeticException if there are more than 2³¹ values in all
     */
    public Builder add(String name, int... shape) {
      int values = 1;
      for (int length : shape) {
        if (length < 1) {
          throw new IllegalArgumentException(name + " with the lengths " + Arrays.toString(shape));
        }
        values = Math.multiplyExact(values, length);
      }
      if (places.put(name, new Place(shape.clone(), count, values)) != null) {
        throw new IllegalArgumentException("two arrays named " + name);
      }
      count = Math.addExact(count, values);
      return this;
    }

    /** The layout of what was added so far. */
    public Layout build() {
      return new Layout(new LinkedHashMap<>(places), count);
    }
  }

  /** Memory for all arrays, filled with zeros. */
  public Parameters allocate(Workspace workspace) {
    return new Parameters(this, workspace.floats(Math.max(1, count)));
  }

  /** The names, in order. */
  public List<String> names() {
    return List.copyOf(places.keySet());
  }

  /** The lengths of an array. */
  public int[] shape(String name) {
    return place(name).shape().clone();
  }

  /** How many values an array has. */
  public int count(String name) {
    return place(name).count();
  }

  /** Where an array begins. */
  int offset(String name) {
    return place(name).offset();
  }

  /** How many values there are in all. */
  public int count() {
    return count;
  }

  /** The layout of those arrays whose names are chosen, in the same order. */
  public Layout only(Predicate<String> chosen) {
    Builder builder = new Builder();
    for (String name : places.keySet()) {
      if (chosen.test(name)) {
        builder.add(name, place(name).shape());
      }
    }
    return builder.build();
  }

  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no array named " + name + " among " + names());
    }
    return place;
  }

  /**
   * Says why another layout is not this one.
   *
   * @throws IllegalArgumentException if a name or a length differs
   */
  public void requireSame(Layout other) {
    if (!names().equals(other.names())) {
      throw new IllegalArgumentException(
          "arrays " + other.names() + " where " + names() + " are needed");
    }
    for (String name : places.keySet()) {
      int[] found = other.place(name).shape();
      int[] needed = place(name).shape();
      if (!Arrays.equals(found, needed)) {
        throw new IllegalArgumentException(
            "%s has the lengths %s where %s are needed"
                .formatted(name, Arrays.toString(found), Arrays.toString(needed)));
      }
    }
  }

  /** Writes number, names and lengths: integers of 4 bytes, names as modified UTF-8. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt(places.size());
    for (Map.Entry<String, Place> entry : places.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().shape().length);
      for (int length : entry.getValue().shape()) {
        out.writeInt(length);
      }
    }
  }

  /**
   * Reads the layout that {@link Parameters#write} wrote before the values.
   *
   * @throws IOException if the stream ends early or holds something else
   */
  public static Layout read(DataInputStream in) throws IOException {
    Builder builder = new Builder();
    int arrays = in.readInt();
    for (int i = 0; i < arrays; i++) {
      String name = in.readUTF();
      int rank = in.readInt();
      if (rank < 0 || rank > GREATEST_RANK) {
        throw new IOException("array " + name + " claims " + rank + " dimensions");
      }
      int[] shape = new int[rank];
      for (int d = 0; d < rank; d++) {
        shape[d] = in.readInt();
      }
      try {
        builder.add(name, shape);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IOException(
            "array %s claims the lengths %s".formatted(name, Arrays.toString(shape)), e);
      }
    }
    return builder.build();
  }
}
