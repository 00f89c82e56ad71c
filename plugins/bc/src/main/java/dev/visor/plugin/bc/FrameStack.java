package dev.visor.plugin.bc;

import dev.visor.api.ObservationSpec;

/**
 * Turns successive pictures into one input of the network: height × width × channels, red, green
 * and blue of the oldest picture first, unsigned bytes.
 */
final class FrameStack {
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

  /** Channels of a stack: three for each picture. */
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
   * @param target receives the values of the whole stack from an offset on
   */
  void put(
      byte[] images,
      int imageOffset,
      int frame,
      int down,
      int right,
      byte[] target,
      int targetOffset) {
    int at = targetOffset + frame * ObservationSpec.CHANNELS;
    for (int y = 0; y < height; y++) {
      int row = imageOffset + within(y - down, height) * width * ObservationSpec.CHANNELS;
      for (int x = 0; x < width; x++) {
        int from = row + within(x - right, width) * ObservationSpec.CHANNELS;
        target[at] = images[from];
        target[at + 1] = images[from + 1];
        target[at + 2] = images[from + 2];
        at += channels();
      }
    }
  }

  private static int within(int position, int size) {
    return position < 0 ? 0 : Math.min(position, size - 1);
  }
}
