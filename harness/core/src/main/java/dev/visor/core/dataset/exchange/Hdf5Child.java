package dev.visor.core.dataset.exchange;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The process that opens HDF5 files: it reads requests from its standard input, answers on its
 * standard output, and ends when its input does: at once, whatever it is doing, for then nobody is
 * left to end it.
 *
 * <p>The library that reads HDF5 was not made for hostile files. Here such a file meets a small
 * heap and {@link Hdf5Process}'s time limit, and what it breaks is this process alone. Only arrays
 * of numbers leave it; links are not followed, neither within the file nor out of it.
 */
final class Hdf5Child {
  static final int ANSWER = 0;
  static final int FAILURE = 1;

  private static final int DEEPEST = 6;
  private static final int MOST_ARRAYS = 200_000;
  private static final int SLICE_ELEMENTS = 1 << 22;
  private static final int LONGEST_MESSAGE = 300;

  private @Nullable HdfFile open;
  private Path openPath = Path.of("");

  /** Rows of different lengths can only be read all at once: those that were read last are kept. */
  private Object[] encoded = {};

  private String encodedPath = "";

  private Hdf5Child() {}

  /**
   * Answers until the input ends. Both threads are daemons, so that neither a library that does not
   * come back nor a pipe that nobody closes keeps the process alive.
   */
  public static void main(String[] arguments) throws InterruptedException {
    // What the library logs must not mix with the answers.
    System.setOut(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    BlockingQueue<Hdf5Request> requests = new LinkedBlockingQueue<>();
    CountDownLatch ended = new CountDownLatch(1);
    start("hdf5-requests", () -> listen(requests), ended);
    start("hdf5-answers", () -> new Hdf5Child().answer(requests), ended);
    ended.await();
  }

  /** What a thread does until the process is to end. */
  private interface Work {
    void go() throws IOException, InterruptedException;
  }

  private static void start(String name, Work work, CountDownLatch ended) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.go();
              } catch (IOException e) {
                // The parent has ended, or needs no more.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                ended.countDown();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void listen(BlockingQueue<Hdf5Request> requests)
      throws IOException, InterruptedException {
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      while (true) {
        requests.put(Hdf5Request.read(in));
      }
    }
  }

  private void answer(BlockingQueue<Hdf5Request> requests)
      throws IOException, InterruptedException {
    try (DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out))) {
      out.writeInt(ANSWER);
      while (true) {
        answer(requests.take()).writeTo(out);
        out.flush();
      }
    }
  }

  private ByteArrayOutputStream answer(Hdf5Request request) throws IOException {
    try {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      DataOutputStream to = new DataOutputStream(answer);
      to.writeInt(ANSWER);
      switch (request.kind()) {
        case LIST -> list(request.file(), to);
        case BYTES, NUMBERS -> read(request, to);
        case ENCODED -> encoded(request, to);
      }
      return answer;
    } catch (OutOfMemoryError e) {
      return failure("it needs more memory than that");
    } catch (RuntimeException | StackOverflowError e) {
      return failure(
          e.getMessage() == null || e instanceof NullPointerException
              ? e.getClass().getSimpleName()
              : String.valueOf(e.getMessage()));
    }
  }

  /** Forgets the file too: one that failed once may have left anything behind. */
  private ByteArrayOutputStream failure(String message) throws IOException {
    forget();
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(answer);
    to.writeInt(FAILURE);
    to.writeUTF(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    return answer;
  }

  private HdfFile open(Path path) {
    if (open == null || !openPath.equals(path)) {
      forget();
      open = new HdfFile(path);
      openPath = path;
    }
    return open;
  }

  private void forget() {
    if (open != null) {
      open.close();
    }
    open = null;
    encoded = new Object[0];
    encodedPath = "";
  }

  private void list(Path file, DataOutputStream out) throws IOException {
    forget(); // it may have been written again
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

  private void encoded(Hdf5Request request, DataOutputStream out) throws IOException {
    HdfFile file = open(request.file());
    if (!encodedPath.equals(request.array())) {
      encoded = (Object[]) file.getDatasetByPath(request.array()).getData();
      encodedPath = request.array();
    }
    for (int i = 0; i < request.count(); i++) {
      Object row = encoded[Math.toIntExact(request.row() + i)];
      int length = Array.getLength(row);
      out.writeInt(length);
      int before = out.size();
      bytes(row, out);
      checkWritten(out.size() - before, length);
    }
  }

  /** Rows of an array whose rows are equally long: how many elements they have, and then those. */
  private void read(Hdf5Request request, DataOutputStream out) throws IOException {
    Dataset array = open(request.file()).getDatasetByPath(request.array());
    boolean single = request.kind() == Hdf5Request.Kind.BYTES;
    if (single && array.getDataType().getSize() != 1) {
      throw new IllegalArgumentException("holds something else than bytes");
    }
    long[] dimensions = array.getDimensionsAsLong();
    long rowElements = 1;
    for (int i = 1; i < dimensions.length; i++) {
      rowElements = Math.multiplyExact(rowElements, dimensions[i]);
    }
    int count = request.count();
    long elements = Math.multiplyExact(rowElements, (long) count);
    if (elements < 0 || elements > (single ? Hdf5Source.MOST_BYTES : Hdf5Source.MOST_NUMBERS)) {
      throw new IllegalArgumentException(
          "holds " + count + " rows of " + rowElements + " values; that is more than an episode");
    }
    out.writeInt((int) elements);
    int before = out.size();
    int atOnce = (int) Math.max(1, SLICE_ELEMENTS / Math.max(1, rowElements));
    for (int done = 0; done < count; done += atOnce) {
      long[] offset = new long[dimensions.length];
      int[] shape = new int[dimensions.length];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = (int) dimensions[i];
      }
      offset[0] = request.row() + done;
      shape[0] = Math.min(atOnce, count - done);
      Object slice = array.getData(offset, shape);
      if (single) {
        bytes(slice, out);
      } else {
        numbers(slice, out);
      }
    }
    checkWritten(out.size() - before, single ? elements : Float.BYTES * elements);
  }

  /** The parent counts on what was announced: too little or too much would be read as the rest. */
  private static void checkWritten(long bytes, long announced) {
    if (bytes != announced) {
      throw new IllegalArgumentException("holds another number of values than its shape says");
    }
  }

  private static void bytes(Object values, DataOutputStream out) throws IOException {
    if (values instanceof byte[] some) {
      out.write(some);
      return;
    }
    int length = Array.getLength(values);
    if (values instanceof int[] some) {
      byte[] narrow = new byte[length]; // the library widens unsigned bytes
      for (int i = 0; i < length; i++) {
        narrow[i] = (byte) some[i];
      }
      out.write(narrow);
      return;
    }
    for (int i = 0; i < length; i++) {
      Object value = Array.get(values, i);
      if (value != null && value.getClass().isArray()) {
        bytes(value, out);
      } else {
        out.writeByte((int) number(value));
      }
    }
  }

  private static void numbers(Object values, DataOutputStream out) throws IOException {
    int length = Array.getLength(values);
    for (int i = 0; i < length; i++) {
      Object value = Array.get(values, i);
      if (value != null && value.getClass().isArray()) {
        numbers(value, out);
      } else {
        out.writeFloat((float) number(value));
      }
    }
  }

  private static double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof String name && (name.equals("TRUE") || name.equals("FALSE"))) {
      return name.equals("TRUE") ? 1 : 0; // the names that h5py gives to truth
    }
    throw new IllegalArgumentException("holds something else than numbers");
  }
}
