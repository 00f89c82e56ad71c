package dev.visor.api;

/**
 * Averages square pictures down to a smaller edge: each pixel is the mean of a square of them,
 * rounded to the nearest byte, halves up. An algorithm that learns from a quarter of the pixels has
 * time for more updates.
 *
 * @param larger edge before, in pixels
 * @param edge edge after; the same where pictures are left as they are
 */
public record PictureAveraging(int larger, int edge) {
  /**
   * @throws IllegalArgumentException if a pixel would not be the mean of a square
   */
  public PictureAveraging {
    if (edge < 1 || larger % edge != 0) {
      throw new IllegalArgumentException(
          "pictures of %d pixels cannot be averaged down to %d: give a part of %d, or 0 to leave them"
              .formatted(larger, edge, larger));
    }
  }

  /**
   * From the pictures of an observation.
   *
   * @param edge of the smaller pictures; 0 leaves them as they are, and so does one that they do
   *     not exceed
   * @throws IllegalArgumentException if they are to be averaged and are not square, or are no
   *     multiple of the edge
   */
  public static PictureAveraging of(ObservationSpec observation, int edge) {
    int height = observation.height();
    if (edge == 0 || edge >= height) {
      return new PictureAveraging(height, height);
    }
    if (height != observation.width()) {
      throw new IllegalArgumentException(
          "only square pictures are averaged, not %d × %d".formatted(height, observation.width()));
    }
    return new PictureAveraging(height, edge);
  }

  /** Whether pictures stay as they are. */
  public boolean none() {
    return larger == edge;
  }

  /** What is seen of an observation. */
  public ObservationSpec seen(ObservationSpec observation) {
    return none() ? observation : new ObservationSpec(edge, edge, observation.proprio());
  }

  /** What is seen of a dataset: a view of it, or itself where pictures stay as they are. */
  public DatasetView seen(DatasetView dataset) {
    return none() ? dataset : new AveragedPictures(dataset, this);
  }

  /**
   * Averages pictures.
   *
   * @param pictures unsigned bytes, count × larger × larger × 3
   * @param target receives count × edge × edge × 3, beginning at an offset
   */
  public void average(byte[] pictures, int count, byte[] target, int offset) {
    int factor = larger / edge;
    int area = factor * factor;
    int channels = ObservationSpec.CHANNELS;
    int to = offset;
    for (int picture = 0; picture < count; picture++) {
      for (int row = 0; row < edge; row++) {
        int from = (picture * larger + row * factor) * larger * channels;
        for (int i = 0; i < edge * channels; i++) {
          int corner = from + i / channels * factor * channels + i % channels;
          int sum = area / 2;
          for (int y = 0; y < factor; y++) {
            for (int x = 0; x < factor; x++) {
              sum += pictures[corner + (y * larger + x) * channels] & 0xff;
            }
          }
          target[to++] = (byte) (sum / area);
        }
      }
    }
  }
}
