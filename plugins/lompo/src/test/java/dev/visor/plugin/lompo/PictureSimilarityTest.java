package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureSimilarityTest {
  private static final int EDGE = 11;

  private final PictureSimilarity similarity = new PictureSimilarity(EDGE);

  private static float[] grey(double value) {
    float[] picture = new float[EDGE * EDGE * 3];
    Arrays.fill(picture, (float) value);
    return picture;
  }

  private static float[] noise(String name) {
    float[] picture = new float[EDGE * EDGE * 3];
    RandomStream random = RandomStream.of(name);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = random.nextFloat();
    }
    return picture;
  }

  @Test
  void psnr_ofAConstantDifference_isItsDecibels() {
    assertThat(similarity.psnr(grey(0.5), grey(0.6))).isCloseTo(20, within(1e-5));
    assertThat(similarity.psnr(grey(0), grey(1))).isCloseTo(0, within(1e-9));
  }

  @Test
  void psnr_ofTheSamePicture_isTheGreatest() {
    assertThat(similarity.psnr(noise("a"), noise("a"))).isEqualTo(100);
  }

  @Test
  void ssim_ofTheSamePicture_isOne() {
    assertThat(similarity.ssim(noise("a"), noise("a"))).isCloseTo(1, within(1e-12));
  }

  @Test
  void ssim_ofTwoGreys_isThatOfTheirMeans() {
    // Nothing varies: (2 · 0.4 · 0.8 + 0.0001) / (0.16 + 0.64 + 0.0001).
    assertThat(similarity.ssim(grey(0.4), grey(0.8))).isCloseTo(0.6401 / 0.8001, within(1e-6));
  }

  @Test
  void ssim_ofAPictureWithHalfOfItsContrast_isThatOfVariances() {
    float[] picture = noise("a");
    // Without colour, so that luminance is the value itself; around the same mean in the window.
    for (int i = 0; i < picture.length; i++) {
      picture[i] = picture[i - i % 3];
    }
    double mean = 0;
    double sum = 0;
    double variance = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int y = 0; y < EDGE; y++) {
        for (int x = 0; x < EDGE; x++) {
          double weight = Math.exp(-((y - 5) * (y - 5) + (x - 5) * (x - 5)) / (2 * 1.5 * 1.5));
          double value = picture[3 * (y * EDGE + x)];
          if (pass == 0) {
            sum += weight;
            mean += weight * value;
          } else {
            variance += weight * (value - mean) * (value - mean) / sum;
          }
        }
      }
      mean = pass == 0 ? mean / sum : mean;
    }
    float[] flatter = new float[picture.length];
    for (int i = 0; i < picture.length; i++) {
      flatter[i] = (float) (mean + 0.5 * (picture[i] - mean));
    }
    double expected = (2 * 0.5 * variance + 0.0009) / (variance + 0.25 * variance + 0.0009);
    assertThat(similarity.ssim(picture, flatter)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void ssim_ofUnrelatedPictures_isAboutZero() {
    PictureSimilarity larger = new PictureSimilarity(64);
    RandomStream random = RandomStream.of("unrelated");
    float[] x = new float[64 * 64 * 3];
    float[] y = new float[64 * 64 * 3];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
      y[i] = random.nextFloat();
    }
    assertThat(larger.ssim(x, y)).isBetween(-0.1, 0.1);
  }

  @Test
  void picturesSmallerThanAWindow_areRefused() {
    assertThatThrownBy(() -> new PictureSimilarity(10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
