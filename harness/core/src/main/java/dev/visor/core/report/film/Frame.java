package dev.visor.core.report.film;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * One picture.
 *
 * @param width in pixels, 1 to 65535
 * @param height in pixels, 1 to 65535
 * @param rgb unsigned bytes, row by row from the top left, red, green and blue for each pixel; not
 *     to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared, and handed over whole
public record Frame(int width, int height, byte[] rgb) {
  private static final int CHANNELS = 3;
  private static final int GREATEST_EDGE = 0xffff;

  public Frame {
    if (width < 1 || height < 1 || width > GREATEST_EDGE || height > GREATEST_EDGE) {
      throw new IllegalArgumentException("a picture of " + width + " × " + height + " pixels");
    }
    if (rgb.length != CHANNELS * width * height) {
      throw new IllegalArgumentException(
          rgb.length + " bytes for " + width + " × " + height + " pixels of three");
    }
  }

  /** Pixels in the picture. */
  int pixels() {
    return width * height;
  }

  /** A pixel as {@code 0xRRGGBB}, by its place from the top left. */
  int colour(int pixel) {
    return (rgb[CHANNELS * pixel] & 0xff) << 16
        | (rgb[CHANNELS * pixel + 1] & 0xff) << 8
        | rgb[CHANNELS * pixel + 2] & 0xff;
  }

  /** The same picture with every pixel as a square of so many. */
  Frame enlarged(int times) {
    byte[] large = new byte[rgb.length * times * times];
    for (int y = 0; y < height * times; y++) {
      for (int x = 0; x < width * times; x++) {
        int from = CHANNELS * (y / times * width + x / times);
        System.arraycopy(rgb, from, large, CHANNELS * (y * width * times + x), CHANNELS);
      }
    }
    return new Frame(width * times, height * times, large);
  }

  /** The picture as a PNG file. */
  public byte[] png() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < pixels(); pixel++) {
      image.setRGB(pixel % width, pixel / width, colour(pixel));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
