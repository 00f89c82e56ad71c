package dev.visor.testkit;

import dev.visor.api.DatasetView;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.util.List;
import java.util.Objects;

/**
 * A dataset of a few episodes, for tests without a store.
 *
 * @param observation shape of their observations
 * @param actionSize length of an action
 * @param all the episodes
 */
public record EpisodesInMemory(ObservationSpec observation, int actionSize, List<Episode> all)
    implements DatasetView {
  public EpisodesInMemory {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a dataset without an episode");
    }
  }

  @Override
  public int episodes() {
    return all.size();
  }

  @Override
  public int length(int episode) {
    return all.get(episode).length();
  }

  @Override
  public long transitions() {
    return all.stream().mapToLong(Episode::length).sum();
  }

  @Override
  public boolean terminated(int episode) {
    return all.get(episode).terminated();
  }

  @Override
  public void images(int episode, int from, int count, byte[] target, int offset) {
    Episode source = all.get(episode);
    int size = observation.imageBytes();
    Objects.checkFromIndexSize(from, count, source.length() + 1);
    System.arraycopy(source.images(), from * size, target, offset, count * size);
  }

  @Override
  public void proprio(int episode, int from, int count, float[] target, int offset) {
    Episode source = all.get(episode);
    int size = observation.proprio();
    Objects.checkFromIndexSize(from, count, source.length() + 1);
    System.arraycopy(source.proprio(), from * size, target, offset, count * size);
  }

  @Override
  public void actions(int episode, int from, int count, float[] target, int offset) {
    Episode source = all.get(episode);
    Objects.checkFromIndexSize(from, count, source.length());
    System.arraycopy(source.actions(), from * actionSize, target, offset, count * actionSize);
  }

  @Override
  public void rewards(int episode, int from, int count, float[] target, int offset) {
    Episode source = all.get(episode);
    Objects.checkFromIndexSize(from, count, source.length());
    System.arraycopy(source.rewards(), from, target, offset, count);
  }
}
