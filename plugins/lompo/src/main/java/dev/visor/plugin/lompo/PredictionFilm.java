package dev.visor.plugin.lompo;

import dev.visor.nn.picture.PictureDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * What a model predicts, beside the truth: the paper's figure 5. For each of a few held-out windows
 * there are three rows: the truth, what the decoder draws along the posterior, and what it draws
 * along the ensemble's rollout, which is left dark as long as the model still sees.
 *
 * <p>The strips have a column for each of some time steps; the film shows one after another.
 */
final class PredictionFilm implements OpenLoop.Visitor {
  private static final int MOST_WINDOWS = 6;
  private static final int COLUMNS = 16;
  private static final int ROWS = 3;
  private static final int GAP = 2;
  private static final int LEAST_EDGE = 64;
  private static final int CENTISECONDS = 12;
  private static final int PAPER = 0xffffff;
  private static final byte DARK = 0x30;

  private final OpenLoop openLoop;
  private final HeldOutWindows windows;
  private final PictureDecoder decoder;
  private final int edge;
  private final int shown;
  private final int times;
  private final float[] some;
  private final float[] drawn;

  /** Pictures by time, row and window, in bytes. */
  private final byte[][][][] pictures;

  PredictionFilm(
      OpenLoop openLoop, HeldOutWindows windows, PictureDecoder decoder, ModelShape shape) {
    this.openLoop = openLoop;
    this.windows = windows;
    this.decoder = decoder;
    edge = shape.edge();
    times = Math.max(1, LEAST_EDGE / edge);
    shown = Math.min(MOST_WINDOWS, windows.count());
    some = new float[shown * shape.features()];
    drawn = new float[shown * shape.pictures().values()];
    pictures = new byte[windows.length()][ROWS][shown][];
  }

  @Override
  public void followed(int t) {
    int values = drawn.length / shown;
    for (int i = 0; i < shown; i++) {
      int window = window(i);
      pictures[t][0][i] =
          Arrays.copyOfRange(windows.images(), window * values, (window + 1) * values);
      pictures[t][2][i] = new byte[values];
      Arrays.fill(pictures[t][2][i], DARK);
    }
    draw(openLoop.features(), pictures[t][1]);
  }

  @Override
  public void rolled(int t) {
    draw(openLoop.rolledFeatures(), pictures[t][2]);
  }

  /** Those that are shown lie evenly among all. */
  private int window(int i) {
    return i * windows.count() / shown;
  }

  private void draw(float[] features, byte[][] target) {
    int size = some.length / shown;
    for (int i = 0; i < shown; i++) {
      System.arraycopy(features, window(i) * size, some, i * size, size);
    }
    decoder.draw(some, shown, drawn);
    int values = drawn.length / shown;
    for (int i = 0; i < shown; i++) {
      target[i] = new byte[values];
      for (int j = 0; j < values; j++) {
        float value = drawn[i * values + j] + 0.5f;
        target[i][j] = (byte) Math.round(255 * Math.min(Math.max(value, 0), 1));
      }
    }
  }

  /** The strips as a PNG file. */
  byte[] png() {
    int columns = Math.min(COLUMNS, windows.length());
    int cell = edge * times + GAP;
    int block = ROWS * cell + 2 * GAP;
    BufferedImage image = sheet(columns * cell - GAP, shown * block - 3 * GAP);
    for (int column = 0; column < columns; column++) {
      int t = columns == 1 ? 0 : column * (windows.length() - 1) / (columns - 1);
      for (int i = 0; i < shown; i++) {
        for (int row = 0; row < ROWS; row++) {
          paint(image, pictures[t][row][i], column * cell, i * block + row * cell);
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory", e);
    }
    return out.toByteArray();
  }

  /** The film as an animated GIF, in which windows lie side by side. */
  byte[] gif() {
    List<BufferedImage> frames = new ArrayList<>();
    int cell = edge * times + GAP;
    for (byte[][][] now : pictures) {
      BufferedImage frame = sheet(shown * cell - GAP, ROWS * cell - GAP);
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < shown; i++) {
          paint(frame, now[row][i], i * cell, row * cell);
        }
      }
      frames.add(frame);
    }
    return GifFile.of(frames, CENTISECONDS);
  }

  private static BufferedImage sheet(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] line = new int[width];
    Arrays.fill(line, PAPER);
    for (int y = 0; y < height; y++) {
      image.setRGB(0, y, width, 1, line, 0, width);
    }
    return image;
  }

  private void paint(BufferedImage image, byte[] picture, int left, int top) {
    for (int y = 0; y < edge * times; y++) {
      for (int x = 0; x < edge * times; x++) {
        image.setRGB(left + x, top + y, colour(picture, y / times * edge + x / times));
      }
    }
  }

  private static int colour(byte[] picture, int pixel) {
    return (picture[3 * pixel] & 0xff) << 16
        | (picture[3 * pixel + 1] & 0xff) << 8
        | picture[3 * pixel + 2] & 0xff;
  }
}
