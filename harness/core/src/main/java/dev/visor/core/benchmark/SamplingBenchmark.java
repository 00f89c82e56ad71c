package dev.visor.core.benchmark;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Reference;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.Workload;
import dev.visor.core.dataset.StoredDataset;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * How fast a trainer gets at its data: a batch of random sequences of pictures out of a dataset
 * that is in the page cache, through the view that trainers read. The floor is one copy of as many
 * bytes that lie side by side in the same file.
 */
final class SamplingBenchmark implements Benchmark {
  /** 100,000 pictures of 12 KiB. */
  static final int EPISODES = 200;

  private static final String VARIANT = "64px";
  private static final int HEADER_BYTES = 128;

  private final int episodes;

  /**
   * @param episodes of {@value NoiseDataset#FRAMES} pictures in the dataset
   */
  SamplingBenchmark(int episodes) {
    this.episodes = episodes;
  }

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "sampling",
        "A batch of random sequences from a mapped dataset that is in the page cache.",
        List.of(
            new Variant(
                VARIANT,
                SamplingWorkload.SEQUENCES
                    + " sequences of "
                    + SamplingWorkload.LENGTH
                    + " frames of 64 × 64 pixels, of %,d".formatted(episodes * NoiseDataset.FRAMES),
                Precision.F32)),
        Optional.of(new Reference("one contiguous copy")));
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) throws IOException {
    if (!variant.equals(VARIANT)) {
      throw new IllegalArgumentException("no variant " + variant);
    }
    StoredDataset dataset = NoiseDataset.build(context.folder(), episodes, context.threads());
    Path file = dataset.folder().resolve("image.npy");
    try (FileChannel images = FileChannel.open(file, StandardOpenOption.READ)) {
      long bytes = images.size() - HEADER_BYTES;
      return new SamplingWorkload(
          dataset, images.map(MapMode.READ_ONLY, HEADER_BYTES, bytes).load(), context.random());
    }
  }
}
