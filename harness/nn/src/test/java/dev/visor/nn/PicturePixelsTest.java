package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link PixelInput} and {@link PictureLoss}: pictures of unsigned bytes, in and out. */
class PicturePixelsTest {
  private static final int PICTURES = 3;
  private static final int EDGE = 8;
  private static final int CHANNELS = 3;
  private static final int VALUES = EDGE * EDGE * CHANNELS;

  private final Workspace workspace = new Workspace();
  private final Random random = new Random(3);
  private final byte[] pixels = new byte[5 * VALUES];

  PicturePixelsTest() {
    random.nextBytes(pixels);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private float value(int index) {
    return (pixels[index] & 0xff) / 255f - 0.5f;
  }

  @Test
  void everyByte_isScaledToTheLastBitsOfAFloat() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    Pictures pictures = new Pictures(workspace, Precision.FLOAT, 1, 16, 1);
    new PixelInput(pictures).write(all, 0, 1);
    float[] found = new float[256];
    pictures.read(0, found, 0, found.length);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(i / 255.0 - 0.5, within(1e-7));
    }
    assertThat(found[0]).isEqualTo(-0.5f);
  }

  @Test
  void bytesFromAnOffset_fillTheFirstPicturesAndLeaveTheOthers() {
    Pictures pictures = new Pictures(workspace, Precision.FLOAT, PICTURES, EDGE, CHANNELS);
    PixelInput input = new PixelInput(pictures);
    input.write(pixels, 0, PICTURES);
    input.write(pixels, 3 * VALUES, 2);
    float[] found = new float[PICTURES * VALUES];
    pictures.read(0, found, 0, found.length);
    for (int i = 0; i < found.length; i++) {
      int from = i < 2 * VALUES ? 3 * VALUES + i : i;
      assertThat(found[i]).isCloseTo(value(from), within(1e-6f));
    }
  }

  @Test
  void bfloat16_isTheFloatsRounded() {
    Pictures pictures = new Pictures(workspace, Precision.BFLOAT16, PICTURES, EDGE, CHANNELS);
    new PixelInput(pictures).write(pixels, 0, PICTURES);
    float[] found = new float[PICTURES * VALUES];
    pictures.read(0, found, 0, found.length);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(value(i), within(Math.abs(value(i)) / 256 + 1e-6f));
    }
  }

  @Test
  void lossIsHalfTheSquaredDistance_andItsGradientTheWeightedDifference() {
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT ? 1e-6 : 1.0 / 256;
      TransposedConvolution last = layer(precision);
      last.refresh();
      last.forward();
      float[] drawn = new float[PICTURES * VALUES];
      last.output().read(0, drawn, 0, drawn.length);

      float[] weights = {0, 0, 0.25f, 0, 2};
      double[] losses = {7, 7, 7, 7, 7};
      // The second and third of the pixels' pictures; a third one was drawn, and counts for
      // nothing.
      new PictureLoss(last).compute(pixels, 1, 2, weights, losses);

      assertThat(losses[0]).isEqualTo(7);
      assertThat(losses[3]).isEqualTo(7);
      float[] gradient = new float[PICTURES * VALUES];
      last.outputGradient().read(0, gradient, 0, gradient.length);
      for (int picture = 0; picture < 2; picture++) {
        double loss = 0;
        for (int i = 0; i < VALUES; i++) {
          double difference =
              drawn[picture * VALUES + i] - (double) value((picture + 1) * VALUES + i);
          loss += 0.5 * difference * difference;
          double expected = weights[picture + 1] * difference;
          assertThat((double) gradient[picture * VALUES + i])
              .isCloseTo(expected, within(tolerance * Math.abs(expected) + 1e-6));
        }
        assertThat(losses[picture + 1]).isCloseTo(loss, within(1e-5 * loss));
      }
      for (int i = 2 * VALUES; i < gradient.length; i++) {
        assertThat(gradient[i]).isZero();
      }
    }
  }

  private TransposedConvolution layer(Precision precision) {
    Layout.Builder layout = Layout.builder();
    TransposedConvolution.declare(layout, "last", 4, 4, CHANNELS);
    Parameters parameters = layout.build().allocate(workspace);
    Initialiser.glorot(parameters, "last/kernel", 16, 16, random);
    Pictures input = new Pictures(workspace, precision, PICTURES, EDGE / 2 - 1, 4);
    float[] x = new float[PICTURES * input.values()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    input.write(0, x, 0, x.length);
    return TransposedConvolution.drawing(
        parameters, parameters.zeros(), "last", 2, input, input.zeros());
  }
}
