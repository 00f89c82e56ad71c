package dev.visor.benchmarks;

import dev.visor.api.DatasetView;
import dev.visor.core.benchmark.NoiseDataset;
import dev.visor.core.dataset.StoredDataset;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A batch of sequences of pictures out of a mapped dataset that is in the page cache, and the
 * floor: one copy of as many bytes that lie side by side in the same file.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SamplingBenchmark {
  private static final int SEQUENCES = 16;
  private static final int LENGTH = 25;
  private static final int HEADER_BYTES = 128;

  /** Episodes of 500 pictures of 12 KiB: 200 of them are 100,000 pictures. */
  @Param("200")
  public int episodes;

  private final Random random = new Random(1);
  private Path folder;
  private StoredDataset dataset;
  private DatasetView view;
  private ByteBuffer file;
  private byte[] batch;
  private int picture;

  /** Builds the dataset, in a folder for temporary files, and reads it once. */
  @Setup(Level.Trial)
  public void build() throws IOException {
    folder = Files.createTempDirectory("visor-sampling-");
    dataset = NoiseDataset.build(folder, episodes, 1);
    view = dataset.view();
    picture = view.observation().imageBytes();
    batch = new byte[SEQUENCES * LENGTH * picture];
    Path images = dataset.folder().resolve("image.npy");
    try (FileChannel channel = FileChannel.open(images, StandardOpenOption.READ)) {
      // No buffer is longer than two gigabytes.
      long bytes = Math.min(channel.size() - HEADER_BYTES, Integer.MAX_VALUE);
      file = channel.map(MapMode.READ_ONLY, HEADER_BYTES, bytes).load();
    }
  }

  /** 400 pictures in 16 places. */
  @Benchmark
  public byte[] sample() {
    for (int i = 0; i < SEQUENCES; i++) {
      int episode = random.nextInt(view.episodes());
      int start = random.nextInt(view.length(episode) + 2 - LENGTH);
      view.images(episode, start, LENGTH, batch, i * LENGTH * picture);
    }
    return batch;
  }

  /** As many bytes in one. */
  @Benchmark
  public byte[] copy() {
    file.get(random.nextInt(file.capacity() - batch.length), batch);
    return batch;
  }

  /** Takes the dataset away. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    dataset.close();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
