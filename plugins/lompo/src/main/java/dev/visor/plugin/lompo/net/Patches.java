package dev.visor.plugin.lompo.net;

import java.util.Arrays;

/**
 * The square patches of pictures at places a stride apart, laid out as the rows of a matrix and put
 * back. Pictures have their channels innermost, so that a line of a patch is one piece of memory.
 */
final class Patches {
  private final int edge;
  private final int channels;
  private final int kernel;
  private final int stride;
  private final int places;

  /**
   * @param edge height and width of a picture
   * @param kernel height and width of a patch
   */
  Patches(int edge, int channels, int kernel, int stride) {
    this.edge = edge;
    this.channels = channels;
    this.kernel = kernel;
    this.stride = stride;
    this.places = (edge - kernel) / stride + 1;
  }

  /** How many patches there are in a row and in a column. */
  int places() {
    return places;
  }

  /** Values in one patch. */
  int size() {
    return kernel * kernel * channels;
  }

  /**
   * Lays the patches of some pictures out.
   *
   * @param target receives pictures × places × places × {@link #size()}
   */
  void take(float[] images, float[] target, int pictures) {
    int line = kernel * channels;
    int at = 0;
    for (int picture = 0; picture < pictures; picture++) {
      for (int row = 0; row < places; row++) {
        for (int column = 0; column < places; column++) {
          int from = start(picture, row, column);
          for (int i = 0; i < kernel; i++) {
            System.arraycopy(images, from, target, at, line);
            from += edge * channels;
            at += line;
          }
        }
      }
    }
  }

  /** Adds patches that were laid out to pictures; where patches meet, their sum is added. */
  void add(float[] source, float[] images, int pictures) {
    int line = kernel * channels;
    int at = 0;
    for (int picture = 0; picture < pictures; picture++) {
      for (int row = 0; row < places; row++) {
        for (int column = 0; column < places; column++) {
          int to = start(picture, row, column);
          for (int i = 0; i < kernel; i++) {
            addLine(source, at, images, to, line);
            to += edge * channels;
            at += line;
          }
        }
      }
    }
  }

  private static void addLine(float[] source, int from, float[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += source[from + i];
    }
  }

  /** Fills some pictures with zeros. */
  void clear(float[] images, int pictures) {
    Arrays.fill(images, 0, pictures * edge * edge * channels, 0);
  }

  private int start(int picture, int row, int column) {
    return ((picture * edge + row * stride) * edge + column * stride) * channels;
  }
}
