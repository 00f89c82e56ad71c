package dev.visor.mujoco.render;

/**
 * A square tile of two by two fields in two colours, with or without a line around the tile: the
 * {@code checker} texture of MuJoCo with its {@code edge} mark. Kept as colours, not as pixels, so
 * that a ray caster can average it exactly over any area.
 *
 * @param first colour of the tile's first and last field
 * @param second colour of the other two
 * @param mark colour of the line around the tile
 * @param markWidth width of that line as a share of the tile, 0 for no line, at most 0.5
 */
public record Checker(Colour first, Colour second, Colour mark, double markWidth) {

  /**
   * @throws IllegalArgumentException if the line is wider than half a tile
   */
  public Checker {
    Range.require(markWidth, 0, 0.5, "markWidth");
  }

  /**
   * Reads a checker back from the pixels that MuJoCo compiled it into.
   *
   * @param width pixels in a row, at least 4
   * @param height rows, at least 4
   * @param pixels red, green and blue of each pixel, rows from the top; may start at {@code offset}
   * @param offset index of the first byte
   * @throws IllegalArgumentException if the picture is not a checker (a single colour is one)
   */
  public static Checker fromPixels(int width, int height, byte[] pixels, int offset) {
    if (width < 4 || height < 4) {
      throw new IllegalArgumentException(
          "A checker texture has at least 4x4 pixels, this one has " + width + "x" + height);
    }
    Colour first = pixel(pixels, offset, width, width / 4, height / 4);
    Colour second = pixel(pixels, offset, width, width - 1 - width / 4, height / 4);
    Colour mark = pixel(pixels, offset, width, 0, 0);
    boolean marked = !mark.equals(first);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        Colour expected =
            marked && edge ? mark : (x < width / 2) == (y < height / 2) ? first : second;
        if (!pixel(pixels, offset, width, x, y).equals(expected)) {
          throw new IllegalArgumentException(
              "Pixel ("
                  + x
                  + ", "
                  + y
                  + ") of the texture does not belong to a checker pattern;"
                  + " only checker and flat textures can be drawn");
        }
      }
    }
    return new Checker(first, second, mark, marked ? 1.0 / width : 0);
  }

  private static Colour pixel(byte[] pixels, int offset, int width, int x, int y) {
    int at = offset + 3 * (y * width + x);
    return new Colour(
        (pixels[at] & 255) / 255.0, (pixels[at + 1] & 255) / 255.0, (pixels[at + 2] & 255) / 255.0);
  }
}
