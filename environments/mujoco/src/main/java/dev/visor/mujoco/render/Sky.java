package dev.visor.mujoco.render;

/**
 * What is seen where there is nothing: a colour overhead that blends into one underfoot.
 *
 * @param up colour straight up
 * @param down colour straight down
 */
public record Sky(Colour up, Colour down) {

  /** A black sky, as MuJoCo draws where a model has no skybox. */
  public static final Sky BLACK = new Sky(Colour.BLACK, Colour.BLACK);

  /**
   * Reads the two colours back from the six stacked square faces that MuJoCo compiled a skybox into
   * (right, left, up, down, front, back).
   *
   * @param width pixels of a face's side, at least 1
   * @param pixels red, green and blue of each pixel; may start at {@code offset}
   * @param offset index of the first byte
   */
  public static Sky fromPixels(int width, byte[] pixels, int offset) {
    return new Sky(centre(width, pixels, offset, 2), centre(width, pixels, offset, 3));
  }

  /** The middle value around a face's centre: single pixels may be marks (stars). */
  private static Colour centre(int width, byte[] pixels, int offset, int face) {
    double[] channels = new double[3];
    int reach = Math.min(width - 1, 4);
    int low = (width - reach) / 2;
    for (int channel = 0; channel < 3; channel++) {
      int[] values = new int[(reach + 1) * (reach + 1)];
      int count = 0;
      for (int y = low; y <= Math.min(width - 1, low + reach); y++) {
        for (int x = low; x <= Math.min(width - 1, low + reach); x++) {
          values[count++] = pixels[offset + 3 * ((face * width + y) * width + x) + channel] & 255;
        }
      }
      java.util.Arrays.sort(values, 0, count);
      channels[channel] = values[count / 2] / 255.0;
    }
    return new Colour(channels[0], channels[1], channels[2]);
  }
}
