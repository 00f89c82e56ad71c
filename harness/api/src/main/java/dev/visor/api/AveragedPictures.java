package dev.visor.api;

/** A dataset whose pictures are averaged down. */
final class AveragedPictures implements DatasetView {
  /** Pictures averaged at once, so that a long episode needs no second copy of itself. */
  private static final int AT_ONCE = 32;

  private final DatasetView dataset;
  private final PictureAveraging averaging;
  private final ObservationSpec observation;

  AveragedPictures(DatasetView dataset, PictureAveraging averaging) {
    this.dataset = dataset;
    this.averaging = averaging;
    observation = averaging.seen(dataset.observation());
  }

  @Override
  public ObservationSpec observation() {
    return observation;
  }

  @Override
  public int actionSize() {
    return dataset.actionSize();
  }

  @Override
  public int episodes() {
    return dataset.episodes();
  }

  @Override
  public int length(int episode) {
    return dataset.length(episode);
  }

  @Override
  public long transitions() {
    return dataset.transitions();
  }

  @Override
  public boolean terminated(int episode) {
    return dataset.terminated(episode);
  }

  @Override
  public void images(int episode, int from, int count, byte[] target, int offset) {
    byte[] large = new byte[Math.min(AT_ONCE, count) * dataset.observation().imageBytes()];
    for (int done = 0; done < count; done += AT_ONCE) {
      int part = Math.min(AT_ONCE, count - done);
      dataset.images(episode, from + done, part, large, 0);
      averaging.average(large, part, target, offset + done * observation.imageBytes());
    }
  }

  @Override
  public void proprio(int episode, int from, int count, float[] target, int offset) {
    dataset.proprio(episode, from, count, target, offset);
  }

  @Override
  public void actions(int episode, int from, int count, float[] target, int offset) {
    dataset.actions(episode, from, count, target, offset);
  }

  @Override
  public void rewards(int episode, int from, int count, float[] target, int offset) {
    dataset.rewards(episode, from, count, target, offset);
  }
}
