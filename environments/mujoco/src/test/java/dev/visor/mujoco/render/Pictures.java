package dev.visor.mujoco.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures as arrays of bytes: drawn, looked into, stored and compared. */
final class Pictures {

  /**
   * A picture that is kept to compare with.
   *
   * @param size both sides, in pixels
   */
  record Golden(String scene, int camera, int size) {
    byte[] draw() {
      return Pictures.draw(StoredScenes.of(scene), camera, size, size);
    }

    String file() {
      return scene + "-" + camera + "-" + size + ".png";
    }

    @Override
    public String toString() {
      return file();
    }
  }

  private Pictures() {}

  static List<Golden> goldens() {
    List<Golden> goldens = new ArrayList<>();
    for (String scene : StoredScenes.names()) {
      goldens.add(new Golden(scene, 0, 64));
    }
    goldens.add(new Golden("walker", 0, 32));
    goldens.add(new Golden("walker", 0, 128));
    goldens.add(new Golden("walker", 0, 512));
    goldens.add(new Golden("walker", 1, 128));
    goldens.add(new Golden("still-life", 0, 128));
    goldens.add(new Golden("still-life", 1, 128));
    return goldens;
  }

  static byte[] draw(StoredScenes stored, int camera, int height, int width) {
    return draw(new RayCaster(stored.scene(), height, width), stored.pose(), camera);
  }

  static byte[] draw(RayCaster caster, Pose pose, int camera) {
    byte[] picture = new byte[caster.bytes()];
    caster.draw(pose, camera, picture, 0);
    return picture;
  }

  /** Red, green and blue of one pixel, 0 to 255. */
  static int[] pixel(byte[] picture, int width, int x, int y) {
    int at = 3 * (y * width + x);
    return new int[] {picture[at] & 255, picture[at + 1] & 255, picture[at + 2] & 255};
  }

  static String digest(byte[] picture) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] picture = new byte[3 * image.getWidth() * image.getHeight()];
    for (int i = 0; i < picture.length; i++) {
      int pixel = i / 3;
      int rgb = image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
      picture[i] = (byte) (rgb >> 16 - 8 * (i % 3));
    }
    return picture;
  }

  static void write(byte[] picture, int width, Path file) throws IOException {
    int height = picture.length / 3 / width;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int[] rgb = pixel(picture, width, x, y);
        image.setRGB(x, y, rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  /** Where two pictures differ, eight times as strongly, on black. */
  static byte[] difference(byte[] first, byte[] second) {
    byte[] difference = new byte[first.length];
    for (int i = 0; i < difference.length; i++) {
      int apart = Math.abs((first[i] & 255) - (second[i] & 255));
      difference[i] = (byte) Math.min(255, 8 * apart);
    }
    return difference;
  }
}
