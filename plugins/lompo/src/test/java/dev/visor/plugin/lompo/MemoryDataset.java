package dev.visor.plugin.lompo;

import dev.visor.api.DatasetView;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import java.util.List;

/** Episodes in memory. */
record MemoryDataset(ObservationSpec observation, int actionSize, List<Episode> list)
    implements DatasetView {
  @Override
  public int episodes() {
    return list.size();
  }

  @Override
  public int length(int episode) {
    return list.get(episode).length();
  }

  @Override
  public long transitions() {
    return list.stream().mapToLong(Episode::length).sum();
  }

  @Override
  public boolean terminated(int episode) {
    return list.get(episode).terminated();
  }

  @Override
  public void images(int episode, int from, int count, byte[] target, int offset) {
    int size = observation.imageBytes();
    System.arraycopy(list.get(episode).images(), from * size, target, offset, count * size);
  }

  @Override
  public void proprio(int episode, int from, int count, float[] target, int offset) {
    int size = observation.proprio();
    System.arraycopy(list.get(episode).proprio(), from * size, target, offset, count * size);
  }

  @Override
  public void actions(int episode, int from, int count, float[] target, int offset) {
    System.arraycopy(
        list.get(episode).actions(), from * actionSize, target, offset, count * actionSize);
  }

  @Override
  public void rewards(int episode, int from, int count, float[] target, int offset) {
    System.arraycopy(list.get(episode).rewards(), from, target, offset, count);
  }
}
