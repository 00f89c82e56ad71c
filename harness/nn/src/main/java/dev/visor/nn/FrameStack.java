package dev.visor.nn;

/**
 * Turns successive pictures into one input of a network: height × width × channels, red, green and
 * blue of the oldest picture first, unsigned bytes. It can shift them on the way, which is the
 * random shift of DrQ (Yarats et al. 2021): the picture is continued beyond its edges by the edge's
 * own pixels, and a window of its size is cut out somewhere else.
 *
 * @param edge height and width of a picture
 * @param frames pictures in a stack
 */
public record FrameStack(int edge, int frames) {
  /** Red, green and blue. */
  private static final int COLOURS = 3;

  /** Channels of a stack: three for each picture. */
  public int channels() {
    return frames * COLOURS;
  }

  /** Bytes in a picture. */
  public int pictureBytes() {
    return edge * edge * COLOURS;
  }

  /** Bytes in a stack. */
  public int bytes() {
    return frames * pictureBytes();
  }

  /**
   * Puts one picture into a stack.
   *
   * @param pictures height × width × 3 each, from an offset on
   * @param frame its place in the stack; 0 is the oldest
   * @param down pixels by which it is moved down
   * @param right pixels by which it is moved to the right
   * @param target receives its part of the stack that begins at an offset
   */
  public void put(
      byte[] pictures,
      int offset,
      int frame,
      int down,
      int right,
      byte[] target,
      int targetOffset) {
    int step = channels();
    int at = targetOffset + frame * COLOURS;
    for (int y = 0; y < edge; y++) {
      int row = offset + within(y - down) * edge * COLOURS;
      for (int x = 0; x < edge; x++) {
        int from = row + within(x - right) * COLOURS;
        target[at] = pictures[from];
        target[at + 1] = pictures[from + 1];
        target[at + 2] = pictures[from + 2];
        at += step;
      }
    }
  }

  private int within(int position) {
    return Math.max(0, Math.min(position, edge - 1));
  }
}
