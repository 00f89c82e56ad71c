package dev.visor.core.dataset.exchange;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures of one colour, as files hold them. */
final class Pictures {
  private Pictures() {}

  static byte[] jpeg(int height, int width, int colour) {
    return encoded("jpeg", height, width, colour);
  }

  static byte[] png(int height, int width, int colour) {
    return encoded("png", height, width, colour);
  }

  private static byte[] encoded(String format, int height, int width, int colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, colour);
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return encoded.toByteArray();
  }
}
