package dev.visor.plugin.sample;

import dev.visor.api.ObservationSpec;

/**
 * Turns successive pictures into one input of the network: planes of height × width, red, green and
 * blue of the oldest picture first, every value in [−0.5, 0.5].
 */
final class FrameStack {
  private static final float[] SCALED = new float[256];

  static {
    for (int i = 0; i < SCALED.length; i++) {
      SCALED[i] = i / 255f - 0.5f;
    }
  }

  private final int height;
  private final int width;
  private final int frames;

  FrameStack(ObservationSpec observation, int frames) {
    this.height = observation.height();
    this.width = observation.width();
    this.frames = frames;
  }

  /** Pictures in a stack. */
  int frames() {
    return frames;
  }

  /** Planes in a stack. */
  int channels() {
    return frames * ObservationSpec.CHANNELS;
  }

  /** Values in a stack. */
  int size() {
    return channels() * height * width;
  }

  /**
   * Puts one picture into a stack.
   *
   * @param images pictures as the API has them, from an offset on
   * @param frame its place in the stack; 0 is the oldest
   * @param down pixels by which it is moved down; beyond the edge, the edge's own pixels go on
   * @param right pixels by which it is moved to the right
   * @param target receives the planes of the whole stack from an offset on
   */
  void put(
      byte[] images,
      int imageOffset,
      int frame,
      int down,
      int right,
      float[] target,
      int targetOffset) {
    int at = targetOffset + frame * ObservationSpec.CHANNELS * height * width;
    for (int channel = 0; channel < ObservationSpec.CHANNELS; channel++) {
      for (int y = 0; y < height; y++) {
        int row = imageOffset + within(y - down, height) * width * ObservationSpec.CHANNELS;
        for (int x = 0; x < width; x++) {
          int column = within(x - right, width) * ObservationSpec.CHANNELS;
          target[at++] = SCALED[images[row + column + channel] & 0xff];
        }
      }
    }
  }

  private static int within(int position, int size) {
    return position < 0 ? 0 : Math.min(position, size - 1);
  }
}
