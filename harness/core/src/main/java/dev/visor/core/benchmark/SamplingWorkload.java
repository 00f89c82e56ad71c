package dev.visor.core.benchmark;

import dev.visor.api.DatasetView;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Workload;
import dev.visor.core.dataset.StoredDataset;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Fills one batch of sequences at each step. Both sides copy into the same array, and both have
 * touched every page of their mapping before the first step.
 */
final class SamplingWorkload implements Workload {
  static final int SEQUENCES = 16;
  static final int LENGTH = 25;

  private final StoredDataset dataset;
  private final DatasetView view;
  private final RandomStream random;
  private final byte[] batch;
  private final int sequenceBytes;
  private final ContiguousCopy copy;

  /**
   * @param images the bytes of all pictures of the dataset, mapped anew
   */
  SamplingWorkload(StoredDataset dataset, ByteBuffer images, RandomStreams random) {
    this.dataset = dataset;
    this.view = dataset.view();
    this.random = random.stream("batch");
    this.sequenceBytes = LENGTH * view.observation().imageBytes();
    this.batch = new byte[SEQUENCES * sequenceBytes];
    this.copy = new ContiguousCopy(images, batch, random.stream("copy"));
    touch();
  }

  private void touch() {
    for (int episode = 0; episode < view.episodes(); episode++) {
      for (int frame = 0; frame <= view.length(episode); frame++) {
        view.images(episode, frame, 1, batch, 0);
      }
    }
  }

  @Override
  public double step() {
    for (int s = 0; s < SEQUENCES; s++) {
      int episode = random.nextInt(view.episodes());
      int start = random.nextInt(view.length(episode) + 2 - LENGTH);
      view.images(episode, start, LENGTH, batch, s * sequenceBytes);
    }
    return Double.NaN;
  }

  @Override
  public Optional<Workload> reference() {
    return Optional.of(copy);
  }

  @Override
  public void close() {
    dataset.close();
  }

  /** As many bytes, from one random place. */
  private static final class ContiguousCopy implements Workload {
    private final ByteBuffer from;
    private final byte[] to;
    private final RandomStream random;

    ContiguousCopy(ByteBuffer from, byte[] to, RandomStream random) {
      this.from = from;
      this.to = to;
      this.random = random;
    }

    @Override
    public double step() {
      from.get(random.nextInt(from.capacity() - to.length + 1), to);
      return Double.NaN;
    }
  }
}
