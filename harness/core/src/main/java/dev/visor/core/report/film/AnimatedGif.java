package dev.visor.core.report.film;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An animated GIF that repeats for ever: one palette for all pictures, and of every picture only
 * the rectangle that changed, in which pixels that stayed are transparent. After CompuServe's
 * GIF89a specification and Netscape's block for repeating.
 */
public final class AnimatedGif {
  /** As many as the format allows beside the transparent one. */
  public static final int MOST_COLOURS = 255;

  private static final int KEEP = 1;
  private static final int TRANSPARENT = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int width;
  private final int height;
  private final int depth;
  private final int transparent;

  /** A rectangle in pixels. */
  private record Area(int left, int top, int width, int height) {}

  private AnimatedGif(Frame first, int colours) {
    this.width = first.width();
    this.height = first.height();
    this.transparent = colours;
    this.depth = Math.max(2, 32 - Integer.numberOfLeadingZeros(colours));
  }

  /**
   * Makes the file.
   *
   * @param frames one or more, all of one size
   * @param centiseconds how long each is shown, 2 or more: browsers slow down what is faster
   * @param colours at most so many, 1 to {@value #MOST_COLOURS}
   */
  public static byte[] of(List<Frame> frames, int centiseconds, int colours) {
    if (centiseconds < 2 || centiseconds > 0xffff || colours > MOST_COLOURS) {
      throw new IllegalArgumentException(
          centiseconds + " centiseconds for a picture, " + colours + " colours");
    }
    Palette palette = Palette.of(frames, colours);
    AnimatedGif gif = new AnimatedGif(frames.get(0), palette.colours().length);
    gif.header(palette.colours());
    byte[] shown = new byte[0];
    for (Frame frame : frames) {
      if (frame.width() != gif.width || frame.height() != gif.height) {
        throw new IllegalArgumentException("the pictures of a film must be of one size");
      }
      byte[] indices = palette.indices(frame);
      gif.picture(shown, indices, centiseconds);
      shown = indices;
    }
    gif.out.write(0x3b);
    return gif.out.toByteArray();
  }

  private void header(int[] colours) {
    text("GIF89a");
    little(width);
    little(height);
    out.write(0x80 | 0x70 | depth - 1);
    out.write(transparent);
    out.write(0);
    for (int i = 0; i < 1 << depth; i++) {
      int colour = i < colours.length ? colours[i] : 0;
      out.write(colour >> 16);
      out.write(colour >> 8);
      out.write(colour);
    }
    out.write(0x21);
    out.write(0xff);
    out.write(11);
    text("NETSCAPE2.0");
    out.write(3);
    out.write(1);
    little(0);
    out.write(0);
  }

  private void picture(byte[] shown, byte[] indices, int centiseconds) {
    boolean first = shown.length == 0;
    Area area = first ? new Area(0, 0, width, height) : changed(shown, indices);
    byte[] inside = new byte[area.width * area.height];
    for (int y = 0; y < area.height; y++) {
      for (int x = 0; x < area.width; x++) {
        int at = (area.top + y) * width + area.left + x;
        boolean stays = !first && shown[at] == indices[at];
        inside[y * area.width + x] = stays ? (byte) transparent : indices[at];
      }
    }
    out.write(0x21);
    out.write(0xf9);
    out.write(4);
    out.write(KEEP << 2 | (first ? 0 : TRANSPARENT));
    little(centiseconds);
    out.write(transparent);
    out.write(0);
    out.write(0x2c);
    little(area.left);
    little(area.top);
    little(area.width);
    little(area.height);
    out.write(0);
    out.writeBytes(LzwEncoder.encode(inside, depth));
  }

  /** The smallest rectangle around all pixels that differ; one pixel where none does. */
  private Area changed(byte[] shown, byte[] indices) {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int y = 0; y < height; y++) {
      int first =
          Arrays.mismatch(shown, y * width, (y + 1) * width, indices, y * width, (y + 1) * width);
      if (first < 0) {
        continue;
      }
      top = Math.min(top, y);
      bottom = y;
      left = Math.min(left, first);
      int last = width - 1;
      while (shown[y * width + last] == indices[y * width + last]) {
        last--;
      }
      right = Math.max(right, last);
    }
    return bottom < 0
        ? new Area(0, 0, 1, 1)
        : new Area(left, top, right - left + 1, bottom - top + 1);
  }

  private void text(String ascii) {
    out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private void little(int value) {
    out.write(value);
    out.write(value >> 8);
  }
}
