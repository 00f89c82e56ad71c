package dev.visor.api;

/**
 * The shape of an observation. A suite's {@code 64px} is a picture of 64 × 64 pixels with three
 * channels.
 *
 * @param height of the picture, in pixels
 * @param width of the picture, in pixels
 * @param proprio number of proprioceptive values; 0 for none
 */
public record ObservationSpec(int height, int width, int proprio) {
  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  public ObservationSpec {
    if (height < 1 || width < 1 || proprio < 0) {
      throw new IllegalArgumentException(
          "an observation of " + height + " × " + width + " pixels and " + proprio + " values");
    }
  }

  /** Bytes in one picture: height × width × 3. */
  public int imageBytes() {
    return height * width * CHANNELS;
  }
}
