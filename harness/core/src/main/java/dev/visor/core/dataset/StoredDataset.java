package dev.visor.core.dataset;

import dev.visor.api.DatasetView;
import dev.visor.api.Episode;
import dev.visor.core.suite.DatasetSize;
import java.nio.file.Path;

/**
 * A dataset that is in the store whole, opened for reading. Views may be read by several threads;
 * after {@link #close()} they throw {@link IllegalStateException}.
 */
public final class StoredDataset implements AutoCloseable {
  private final Path folder;
  private final DatasetCard card;
  private final DatasetArrays arrays;
  private volatile boolean closed;

  StoredDataset(Path folder, DatasetCard card, DatasetArrays arrays) {
    this.folder = folder;
    this.card = card;
    this.arrays = arrays;
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** What it is. */
  public DatasetCard card() {
    return card;
  }

  /** One number for all its arrays; see {@link DatasetCard#sha256()}. */
  public String sha256() {
    return card.sha256();
  }

  /** All of it. */
  public DatasetView view() {
    return view(DatasetSize.FULL, 0);
  }

  /**
   * One whole episode, with all that was recorded of it.
   *
   * @param episode from 0, in the order in which they lie in the dataset
   */
  public Episode episode(int episode) {
    if (closed) {
      throw new IllegalStateException("the dataset " + card.id() + " is closed");
    }
    EpisodeTable table = arrays.episodes();
    int steps = table.length(episode);
    byte[] images = new byte[(steps + 1) * card.observation().imageBytes()];
    float[] proprio = new float[(steps + 1) * card.observation().proprio()];
    float[] actions = new float[steps * card.actionSize()];
    float[] rewards = new float[steps];
    long first = table.firstTransition(episode);
    arrays.get(Field.IMAGE).read(table.firstFrame(episode), steps + 1, images, 0);
    arrays.get(Field.PROPRIO).read(table.firstFrame(episode), steps + 1, proprio, 0);
    arrays.get(Field.ACTION).read(first, steps, actions, 0);
    arrays.get(Field.REWARD).read(first, steps, rewards, 0);
    return new Episode(
        images,
        proprio,
        actions,
        rewards,
        arrays.get(Field.TERMINATED).octet(first + steps - 1) != 0,
        truncated(episode));
  }

  /** Whether the last step of an episode met the time limit. */
  public boolean truncated(int episode) {
    EpisodeTable table = arrays.episodes();
    long last = table.firstTransition(episode) + table.length(episode) - 1;
    return arrays.get(Field.TRUNCATED).octet(last) != 0;
  }

  /**
   * A part of it: whole episodes, at least as many as the size asks for, in the order in which they
   * lie in the dataset. With the same seed, every episode of a smaller size is in each larger one.
   *
   * @throws dev.visor.core.VisorException if it has not so many transitions
   */
  public DatasetView view(DatasetSize size, long seed) {
    int[] chosen = Subset.choose(card, arrays.episodes(), size, seed);
    return new MappedView(arrays, card.shape(), chosen, () -> closed);
  }

  /** Ends all reading. Closing twice does nothing more. */
  @Override
  public void close() {
    closed = true;
  }
}
