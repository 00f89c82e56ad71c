package dev.visor.core.dataset;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Some episodes of mapped arrays, numbered anew from 0. */
final class MappedView implements DatasetView {
  private final DatasetArrays arrays;
  private final EpisodeTable table;
  private final NpyArray images;
  private final NpyArray proprio;
  private final NpyArray actions;
  private final NpyArray rewards;
  private final DatasetShape shape;
  private final int[] chosen;
  private final long transitions;
  private final BooleanSupplier closed;

  /**
   * @param chosen episodes by their numbers in the arrays
   * @param closed whether reading is over
   */
  MappedView(DatasetArrays arrays, DatasetShape shape, int[] chosen, BooleanSupplier closed) {
    this.arrays = arrays;
    this.table = arrays.episodes();
    this.images = arrays.get(Field.IMAGE);
    this.proprio = arrays.get(Field.PROPRIO);
    this.actions = arrays.get(Field.ACTION);
    this.rewards = arrays.get(Field.REWARD);
    this.shape = shape;
    this.chosen = chosen.clone();
    this.closed = closed;
    long sum = 0;
    for (int episode : chosen) {
      sum += table.length(episode);
    }
    this.transitions = sum;
  }

  @Override
  public ObservationSpec observation() {
    return shape.observation();
  }

  @Override
  public int actionSize() {
    return shape.actionSize();
  }

  @Override
  public int episodes() {
    return chosen.length;
  }

  @Override
  public int length(int episode) {
    return table.length(stored(episode));
  }

  @Override
  public long transitions() {
    return transitions;
  }

  @Override
  public boolean terminated(int episode) {
    int stored = stored(episode);
    long last = table.firstTransition(stored) + table.length(stored) - 1;
    return arrays.get(Field.TERMINATED).octet(last) != 0;
  }

  @Override
  public void images(int episode, int from, int count, byte[] target, int offset) {
    int stored = stored(episode);
    Objects.checkFromIndexSize(from, count, table.length(stored) + 1);
    images.read(table.firstFrame(stored) + from, count, target, offset);
  }

  @Override
  public void proprio(int episode, int from, int count, float[] target, int offset) {
    int stored = stored(episode);
    Objects.checkFromIndexSize(from, count, table.length(stored) + 1);
    proprio.read(table.firstFrame(stored) + from, count, target, offset);
  }

  @Override
  public void actions(int episode, int from, int count, float[] target, int offset) {
    int stored = stored(episode);
    Objects.checkFromIndexSize(from, count, table.length(stored));
    actions.read(table.firstTransition(stored) + from, count, target, offset);
  }

  @Override
  public void rewards(int episode, int from, int count, float[] target, int offset) {
    int stored = stored(episode);
    Objects.checkFromIndexSize(from, count, table.length(stored));
    rewards.read(table.firstTransition(stored) + from, count, target, offset);
  }

  private int stored(int episode) {
    if (closed.getAsBoolean()) {
      throw new IllegalStateException("the dataset was closed");
    }
    return chosen[Objects.checkIndex(episode, chosen.length)];
  }
}
