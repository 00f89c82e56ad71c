package dev.visor.core.dataset.exchange;

import dev.visor.core.VisorException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * HDF5 files, read by a process of their own with {@value #HEAP_MB} MB of heap and {@value
 * #LIMIT_SECONDS} seconds for each request. It ends with this object. For one thread.
 */
final class Hdf5Process implements Closeable {
  private static final int HEAP_MB = 384;
  private static final int LIMIT_SECONDS = 60;
  private static final String REMEDY =
      "get the file again; if it is whole, save it anew as plain chunked arrays of numbers";

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;

  private Hdf5Process(Process process) {
    this.process = process;
    this.out = new DataOutputStream(process.getOutputStream());
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
  }

  /**
   * An array in a file.
   *
   * @param encoded whether its rows are of different lengths, as those of JPEG pictures are
   * @param single whether its elements have one byte each
   */
  record Stored(boolean encoded, boolean single, List<Long> shape) {
    long rows() {
      return shape.isEmpty() ? 0 : shape.get(0);
    }
  }

  static Hdf5Process start() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP_MB + "m",
            "-Xss2m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Hdf5Child.class.getName());
    try {
      return new Hdf5Process(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw VisorException.usage(
              "no process could be started to read HDF5: " + e, command.get(0), "try again")
          .causedBy(e);
    }
  }

  private interface Request {
    void send() throws IOException;
  }

  private interface Answer<T> {
    T read() throws IOException;
  }

  /** All arrays of a file, by their paths without the first slash. */
  SortedMap<String, Stored> list(Place place) {
    return ask(
        place,
        () -> {
          out.writeInt(Hdf5Child.LIST);
          out.writeUTF(place.file().toString());
        },
        () -> {
          SortedMap<String, Stored> arrays = new TreeMap<>();
          int count = in.readInt();
          for (int i = 0; i < count; i++) {
            String path = in.readUTF();
            boolean encoded = in.readBoolean();
            boolean single = in.readBoolean();
            List<Long> shape = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
              shape.add(in.readLong());
            }
            arrays.put(path.substring(1), new Stored(encoded, single, shape));
          }
          return arrays;
        });
  }

  /** Some rows of an array of bytes. */
  byte[] bytes(Place place, long row, int count) {
    return ask(place, () -> request(place, row, count), () -> in.readNBytes(in.readInt()));
  }

  /** Some rows of an array whose rows have different lengths. */
  List<byte[]> encoded(Place place, long row, int count) {
    return ask(
        place,
        () -> request(place, row, count),
        () -> {
          List<byte[]> rows = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            rows.add(in.readNBytes(in.readInt()));
          }
          return rows;
        });
  }

  /** Some rows of an array of numbers. */
  float[] numbers(Place place, Stored array, long row, int count) {
    return ask(
        place,
        () -> request(place, row, count),
        () -> {
          int length = in.readInt();
          if (length > Hdf5Child.MOST_NUMBERS) {
            throw place.fault("holds " + length + " numbers; that is no episode's", REMEDY);
          }
          float[] values = new float[length];
          byte[] data = in.readNBytes(array.single() ? values.length : Float.BYTES * values.length);
          ByteBuffer buffer = ByteBuffer.wrap(data);
          for (int i = 0; i < values.length; i++) {
            values[i] = array.single() ? data[i] : buffer.getFloat();
          }
          return values;
        });
  }

  private void request(Place place, long row, int count) throws IOException {
    out.writeInt(Hdf5Child.READ);
    out.writeUTF(place.file().toString());
    out.writeUTF("/" + place.key());
    out.writeLong(row);
    out.writeInt(count);
  }

  private <T> T ask(Place place, Request request, Answer<T> answer) {
    AtomicBoolean answered = new AtomicBoolean();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(
            () -> {
              if (!answered.get()) {
                late.set(true);
                process.destroyForcibly();
              }
            });
    try {
      request.send();
      out.flush();
      if (in.readInt() == Hdf5Child.FAILURE) {
        throw place.fault("cannot be read as HDF5: " + in.readUTF(), REMEDY);
      }
      return answer.read();
    } catch (IOException e) {
      throw place
          .fault(
              late.get()
                  ? "was not read within " + LIMIT_SECONDS + " seconds"
                  : "cannot be read as HDF5 in " + HEAP_MB + " MB: it ended the process that tried",
              REMEDY)
          .causedBy(e);
    } finally {
      answered.set(true);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
