package dev.visor.core.dataset.exchange;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The process that opens HDF5 files: it reads requests from its standard input, answers on its
 * standard output, and ends when its input does.
 *
 * <p>The library that reads HDF5 was not made for hostile files. Here such a file meets a small
 * heap and {@link Hdf5Process}'s time limit, and what it breaks is this process alone. Only arrays
 * of numbers leave it; links are not followed, neither within the file nor out of it.
 */
final class Hdf5Child {
  static final int LIST = 1;
  static final int READ = 2;
  static final int ANSWER = 0;
  static final int FAILURE = 1;

  private static final int DEEPEST = 6;
  private static final int MOST_ARRAYS = 200_000;

  /** Numbers in one answer; pictures are bytes, and many more. */
  static final int MOST_NUMBERS = 8 << 20;

  private static final int MOST_BYTES = 96 << 20;
  private static final int SLICE_ELEMENTS = 1 << 22;

  private @Nullable HdfFile open;
  private String openPath = "";

  private Hdf5Child() {}

  /** Answers until the input ends. */
  public static void main(String[] arguments) throws IOException {
    // What the library logs must not mix with the answers.
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    Hdf5Child child = new Hdf5Child();
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out))) {
      while (true) {
        int request = in.readInt();
        String file = in.readUTF();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
          DataOutputStream to = new DataOutputStream(answer);
          to.writeInt(ANSWER);
          if (request == LIST) {
            child.list(file, to);
          } else {
            child.read(file, in.readUTF(), in.readLong(), in.readInt(), to);
          }
        } catch (RuntimeException | StackOverflowError e) {
          answer.reset();
          DataOutputStream to = new DataOutputStream(answer);
          to.writeInt(FAILURE);
          String message = String.valueOf(e.getMessage());
          to.writeUTF(message.substring(0, Math.min(message.length(), 300)));
        }
        answer.writeTo(out);
        out.flush();
      }
    } catch (EOFException e) {
      // The parent has ended, or needs no more.
    }
  }

  private HdfFile open(String path) {
    if (open == null || !openPath.equals(path)) {
      if (open != null) {
        open.close();
      }
      open = new HdfFile(Path.of(path));
      openPath = path;
    }
    return open;
  }

  private void list(String file, DataOutputStream out) throws IOException {
    List<Dataset> arrays = new ArrayList<>();
    collect(open(file), 0, arrays);
    out.writeInt(arrays.size());
    for (Dataset array : arrays) {
      long[] dimensions = array.getDimensionsAsLong();
      out.writeUTF(array.getPath());
      out.writeBoolean(array.isVariableLength());
      out.writeBoolean(array.getDataType().getSize() == 1);
      out.writeInt(dimensions.length);
      for (long length : dimensions) {
        out.writeLong(length);
      }
    }
  }

  private static void collect(Group group, int depth, List<Dataset> arrays) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("has groups within groups, more than " + DEEPEST);
    }
    for (Node node : group.getChildren().values()) {
      if (!node.isLink() && node instanceof Group inner) {
        collect(inner, depth + 1, arrays);
      } else if (!node.isLink() && node instanceof Dataset array) {
        if (arrays.size() == MOST_ARRAYS) {
          throw new IllegalArgumentException("has more than " + MOST_ARRAYS + " arrays");
        }
        arrays.add(array);
      }
    }
  }

  /** Rows of an array: as many lists of bytes as rows, or one list of floats. */
  private void read(String file, String path, long row, int count, DataOutputStream out)
      throws IOException {
    Dataset array = open(file).getDatasetByPath(path);
    if (array.isVariableLength()) {
      Object[] rows = (Object[]) array.getData();
      for (int i = 0; i < count; i++) {
        bytes(rows[Math.toIntExact(row + i)], out);
      }
      return;
    }
    long[] dimensions = array.getDimensionsAsLong();
    long rowElements = 1;
    for (int i = 1; i < dimensions.length; i++) {
      rowElements = Math.multiplyExact(rowElements, dimensions[i]);
    }
    boolean single = array.getDataType().getSize() == 1;
    if (Math.multiplyExact(rowElements, (long) count) > (single ? MOST_BYTES : MOST_NUMBERS)) {
      throw new IllegalArgumentException(
          "holds " + count + " rows of " + rowElements + " values; that is more than an episode");
    }
    out.writeInt(Math.toIntExact(rowElements * count));
    int atOnce = (int) Math.max(1, SLICE_ELEMENTS / Math.max(1, rowElements));
    for (int done = 0; done < count; done += atOnce) {
      long[] offset = new long[dimensions.length];
      int[] shape = new int[dimensions.length];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = (int) dimensions[i];
      }
      offset[0] = row + done;
      shape[0] = Math.min(atOnce, count - done);
      flat(array.getData(offset, shape), single, out);
    }
  }

  private static void bytes(Object values, DataOutputStream out) throws IOException {
    out.writeInt(Array.getLength(values));
    flat(values, true, out);
  }

  private static void flat(Object values, boolean single, DataOutputStream out) throws IOException {
    if (values instanceof byte[] some && single) {
      out.write(some);
      return;
    }
    int length = Array.getLength(values);
    if (values instanceof int[] some && single) {
      byte[] narrow = new byte[length]; // the library widens unsigned bytes
      for (int i = 0; i < length; i++) {
        narrow[i] = (byte) some[i];
      }
      out.write(narrow);
      return;
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream(length);
    DataOutputStream to = new DataOutputStream(block);
    for (int i = 0; i < length; i++) {
      Object value = Array.get(values, i);
      if (value.getClass().isArray()) {
        flat(value, single, to);
      } else if (single) {
        to.writeByte((int) number(value));
      } else {
        to.writeFloat((float) number(value));
      }
    }
    block.writeTo(out);
  }

  private static double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof String name && Arrays.asList("TRUE", "FALSE").contains(name)) {
      return name.equals("TRUE") ? 1 : 0; // the names that h5py gives to truth
    }
    throw new IllegalArgumentException("holds something else than numbers");
  }
}
