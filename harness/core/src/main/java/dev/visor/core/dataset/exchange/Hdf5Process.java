package dev.visor.core.dataset.exchange;

import dev.visor.core.SystemProgram;
import dev.visor.core.VisorException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * HDF5 files, read by a process of their own with {@value #HEAP_MB} MB of heap and little processor
 * time. It ends with this object, and with this process, however that ends; an interrupt from the
 * terminal, which asks this process to come to a good end, does not reach it.
 *
 * <p>The time is the processor's, as {@link Hdf5Patience} allows it, so that a machine that is busy
 * with other things refuses no honest file. A file that asks for more has its process ended, and is
 * named.
 */
final class Hdf5Process implements Hdf5Source {
  private static final int HEAP_MB = 384;
  private static final long START_SECONDS = 60;
  private static final String REMEDY =
      "get the file again; if it is whole, save it anew as plain chunked arrays of numbers";

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final Map<Path, Hdf5Patience> patience = new HashMap<>();
  private volatile @Nullable Watched watched;

  /** A request that the process is answering. */
  private static final class Watched {
    private final Duration begun;
    private final long begunNanos = System.nanoTime();
    private final Duration most;
    private volatile boolean late;

    Watched(Duration begun, Duration most) {
      this.begun = begun;
      this.most = most;
    }

    boolean over(Duration now) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begunNanos);
      return now.minus(begun).compareTo(most) > 0
          || waited.compareTo(most.multipliedBy(Hdf5Patience.BUSIEST_MACHINE)) > 0;
    }
  }

  private Hdf5Process(Process process) {
    this.process = process;
    this.out = new DataOutputStream(process.getOutputStream());
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    Thread watch = new Thread(this::watch, "hdf5-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** What starts the process. */
  static List<String> command() {
    List<String> command = new ArrayList<>();
    SystemProgram.setsid().ifPresent(command::add);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP_MB + "m",
            "-Xss2m",
            "-XX:MaxMetaspaceSize=48m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Hdf5Child.class.getName()));
    return command;
  }

  static Hdf5Process start() {
    Hdf5Process started;
    try {
      started =
          new Hdf5Process(
              new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw unable(e);
    }
    try {
      started.watched = new Watched(Duration.ZERO, Duration.ofSeconds(START_SECONDS));
      started.in.readInt(); // it says that it is there
      started.watched = null;
      return started;
    } catch (IOException e) {
      started.close();
      throw unable(e);
    }
  }

  private static VisorException unable(IOException cause) {
    return VisorException.usage(
            "no process could be started to read HDF5: " + cause,
            System.getProperty("java.home"),
            "see whether the machine has 512 MB to spare, and try again")
        .causedBy(cause);
  }

  private interface Answer<T> {
    T read() throws IOException;
  }

  @Override
  public SortedMap<String, Stored> list(Place place) {
    return ask(
        place,
        new Hdf5Request(Hdf5Request.Kind.LIST, place.file(), "", 0, 0),
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

  @Override
  public byte[] bytes(Place place, long row, int count) {
    return ask(place, request(Hdf5Request.Kind.BYTES, place, row, count), () -> block(place, 1));
  }

  @Override
  public List<byte[]> encoded(Place place, long row, int count) {
    return ask(
        place,
        request(Hdf5Request.Kind.ENCODED, place, row, count),
        () -> {
          List<byte[]> rows = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            rows.add(block(place, 1));
          }
          return rows;
        });
  }

  @Override
  public float[] numbers(Place place, long row, int count) {
    return ask(
        place,
        request(Hdf5Request.Kind.NUMBERS, place, row, count),
        () -> {
          byte[] data = block(place, Float.BYTES);
          float[] values = new float[data.length / Float.BYTES];
          ByteBuffer.wrap(data).asFloatBuffer().get(values);
          return values;
        });
  }

  private static Hdf5Request request(Hdf5Request.Kind kind, Place place, long row, int count) {
    return new Hdf5Request(kind, place.file(), "/" + place.key(), row, count);
  }

  private byte[] block(Place place, int elementBytes) throws IOException {
    int elements = in.readInt();
    if (elements < 0 || elements > MOST_BYTES / elementBytes) {
      throw new IOException("an answer of " + elements + " elements");
    }
    byte[] data = new byte[elements * elementBytes];
    in.readFully(data);
    patience(place).earned(data.length);
    return data;
  }

  private <T> T ask(Place place, Hdf5Request request, Answer<T> answer) {
    Duration begun = processorTime();
    Watched current = new Watched(begun, patience(place).left());
    watched = current;
    try {
      request.write(out);
      out.flush();
      if (in.readInt() == Hdf5Child.FAILURE) {
        throw place.fault("cannot be read as HDF5 in " + HEAP_MB + " MB: " + in.readUTF(), REMEDY);
      }
      return answer.read();
    } catch (IOException e) {
      process.destroyForcibly(); // whatever it still says is no answer to the next request
      throw place
          .fault(
              current.late
                  ? "was not read in the time that its length allows, %d ms of the processor"
                      .formatted(current.most.toMillis())
                  : "cannot be read as HDF5 in " + HEAP_MB + " MB: it ended the process that tried",
              REMEDY)
          .causedBy(e);
    } finally {
      watched = null;
      patience(place).spent(processorTime().minus(begun));
    }
  }

  private Hdf5Patience patience(Place place) {
    return patience.computeIfAbsent(place.file(), Hdf5Patience::with);
  }

  /** What the process has used so far; zero where the machine does not tell. */
  private Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends the process if it takes too long over a request. */
  private void watch() {
    try {
      while (process.isAlive()) {
        Thread.sleep(Hdf5Patience.LOOK_MILLIS);
        Watched current = watched;
        if (current != null && current.over(processorTime())) {
          current.late = true;
          process.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process still answers. */
  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
