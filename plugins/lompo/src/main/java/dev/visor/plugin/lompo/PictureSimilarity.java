package dev.visor.plugin.lompo;

/**
 * How alike two pictures are, from 0 and 1 for black and white.
 *
 * <pre>
 * PSNR = −10 log₁₀ mean (x − y)²                                      peak signal-to-noise ratio
 *
 *           (2 μx μy + c₁) (2 σxy + c₂)
 * SSIM = ---------------------------------   mean over all windows    structural similarity
 *         (μx² + μy² + c₁) (σx² + σy² + c₂)
 * </pre>
 *
 * <p>SSIM is as in Wang, Bovik, Sheikh and Simoncelli (2004): on luminance (Rec. 601), in windows
 * of 11 × 11 pixels under a Gaussian of deviation 1.5 that lie wholly inside the picture, with c₁ =
 * 0.01² and c₂ = 0.03².
 */
final class PictureSimilarity {
  /** Two pictures without any difference, and pictures that differ by less than this, in dB. */
  static final double GREATEST_PSNR = 100;

  private static final int WINDOW = 11;
  private static final double DEVIATION = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;

  private final int edge;
  private final int inside;
  private final double[] kernel = new double[WINDOW];
  private final double[] lumaX;
  private final double[] lumaY;
  private final double[] product;
  private final double[] rows;
  private final double[][] moments;

  /**
   * @param edge height and width of the pictures, 11 or more
   */
  PictureSimilarity(int edge) {
    this.edge = edge;
    inside = edge - WINDOW + 1;
    if (inside < 1) {
      throw new IllegalArgumentException(
          "pictures of " + edge + " pixels, where a window has " + WINDOW);
    }
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double distance = i - (WINDOW - 1) / 2.0;
      kernel[i] = StrictMath.exp(-distance * distance / (2 * DEVIATION * DEVIATION));
      sum += kernel[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      kernel[i] /= sum;
    }
    lumaX = new double[edge * edge];
    lumaY = new double[edge * edge];
    product = new double[edge * edge];
    rows = new double[edge * inside];
    moments = new double[5][inside * inside];
  }

  /**
   * Peak signal-to-noise ratio in dB, no more than {@link #GREATEST_PSNR}.
   *
   * @param x height × width × 3
   * @param y likewise
   */
  double psnr(float[] x, float[] y) {
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = x[i] - y[i];
      square += difference * difference / x.length;
    }
    return Math.min(GREATEST_PSNR, -10 * StrictMath.log10(square));
  }

  /**
   * Structural similarity: 1 for the same picture, about 0 for unrelated ones.
   *
   * @param x height × width × 3
   * @param y likewise
   */
  double ssim(float[] x, float[] y) {
    luma(x, lumaX);
    luma(y, lumaY);
    filter(lumaX, moments[0]);
    filter(lumaY, moments[1]);
    filterProduct(lumaX, lumaX, moments[2]);
    filterProduct(lumaY, lumaY, moments[3]);
    filterProduct(lumaX, lumaY, moments[4]);
    double sum = 0;
    for (int i = 0; i < inside * inside; i++) {
      double meanX = moments[0][i];
      double meanY = moments[1][i];
      double varianceX = moments[2][i] - meanX * meanX;
      double varianceY = moments[3][i] - meanY * meanY;
      double covariance = moments[4][i] - meanX * meanY;
      sum +=
          (2 * meanX * meanY + C1)
              * (2 * covariance + C2)
              / ((meanX * meanX + meanY * meanY + C1) * (varianceX + varianceY + C2));
    }
    return sum / (inside * inside);
  }

  private static void luma(float[] picture, double[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = 0.299 * picture[3 * i] + 0.587 * picture[3 * i + 1] + 0.114 * picture[3 * i + 2];
    }
  }

  private void filterProduct(double[] x, double[] y, double[] target) {
    for (int i = 0; i < product.length; i++) {
      product[i] = x[i] * y[i];
    }
    filter(product, target);
  }

  /**
   * The Gaussian mean around every place of which the window lies inside: along rows, then down.
   */
  private void filter(double[] source, double[] target) {
    for (int row = 0; row < edge; row++) {
      for (int column = 0; column < inside; column++) {
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
          sum += kernel[i] * source[row * edge + column + i];
        }
        rows[row * inside + column] = sum;
      }
    }
    for (int row = 0; row < inside; row++) {
      for (int column = 0; column < inside; column++) {
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
          sum += kernel[i] * rows[(row + i) * inside + column];
        }
        target[row * inside + column] = sum;
      }
    }
  }
}
