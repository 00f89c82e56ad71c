package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PixelEncoderTest {
  private static final int ROWS = 3;
  private static final PixelEncoder.Form SMALL =
      new PixelEncoder.Form(
          9, 2, List.of(new PixelEncoder.Layer(3, 2, 4), new PixelEncoder.Layer(2, 1, 5)));

  private final Random random = new Random(11);
  private final Workspace workspace = new Workspace();

  @AfterEach
  void close() {
    workspace.close();
  }

  @Test
  void theEncodersOfTheLiterature_haveAsManyFeaturesAsThere() {
    assertThat(PixelEncoder.Form.drq(84, 9).features()).isEqualTo(32 * 35 * 35);
    assertThat(PixelEncoder.Form.strided(64, 9, 8).features()).isEqualTo(2 * 2 * 64);
    assertThat(SMALL.features()).isEqualTo(3 * 3 * 5);
  }

  @Test
  void picturesThatConvolutionsDoNotFitInto_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PixelEncoder.Form.drq(8, 9))
        .withMessageContaining("8 pixels are too small");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PixelEncoder.Form.strided(5, 9, 4))
        .withMessageContaining("no convolution");
  }

  @Test
  void featuresAndTheirGradient_areThoseOfTheDefinition() {
    Layout.Builder layout = Layout.builder();
    SMALL.declare(layout, "encoder");
    Parameters weights = layout.build().allocate(workspace);
    Parameters gradient = weights.zeros();
    SMALL.initialise(weights, "encoder", random);
    PixelEncoder encoder =
        PixelEncoder.trained(workspace, SMALL, weights, gradient, "encoder", ROWS);
    encoder.refresh();
    byte[] pictures = new byte[ROWS * 9 * 9 * 2];
    random.nextBytes(pictures);
    float[] features = new float[ROWS * SMALL.features()];
    float[] slopes = new float[features.length];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = 2 * random.nextFloat() - 1;
    }

    encoder.forward(pictures, features);
    encoder.backward(slopes);

    List<double[]> arrays = new ArrayList<>();
    weights.names().forEach(name -> arrays.add(doubles(weights.get(name))));
    double said = 0;
    for (int i = 0; i < slopes.length; i++) {
      said += (double) features[i] * slopes[i];
    }
    assertThat(said).isCloseTo(sum(arrays, pictures, slopes), within(1e-4));
    for (int array = 0; array < arrays.size(); array++) {
      float[] found = gradient.get(weights.names().get(array));
      double[] values = arrays.get(array);
      for (int i = 0; i < values.length; i++) {
        double before = values[i];
        values[i] = before + 1e-6;
        double above = sum(arrays, pictures, slopes);
        values[i] = before - 1e-6;
        double below = sum(arrays, pictures, slopes);
        values[i] = before;
        assertThat((double) found[i])
            .as("%s[%d]", weights.names().get(array), i)
            .isCloseTo((above - below) / 2e-6, within(1e-3));
      }
    }
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  /** Features times slopes. */
  private static double sum(List<double[]> arrays, byte[] pictures, float[] slopes) {
    int size = pictures.length / ROWS;
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] x = new double[size];
      for (int i = 0; i < size; i++) {
        x[i] = (pictures[row * size + i] & 0xff) / 255.0 - 0.5;
      }
      int edge = SMALL.edge();
      for (int i = 0; i < 2; i++) {
        PixelEncoder.Layer layer = SMALL.layers().get(i);
        x = convolved(x, edge, layer, arrays.get(2 * i), arrays.get(2 * i + 1));
        edge = (edge - layer.kernel()) / layer.stride() + 1;
      }
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * slopes[row * x.length + i];
      }
    }
    return sum;
  }

  private static double[] convolved(
      double[] x, int edge, PixelEncoder.Layer layer, double[] kernel, double[] bias) {
    int channels = x.length / (edge * edge);
    int size = layer.kernel();
    int outputs = layer.outputs();
    int out = (edge - size) / layer.stride() + 1;
    double[] y = new double[out * out * outputs];
    for (int at = 0; at < y.length; at++) {
      int o = at % outputs;
      int column = at / outputs % out * layer.stride();
      int line = at / outputs / out * layer.stride();
      double sum = bias[o];
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          for (int c = 0; c < channels; c++) {
            double pixel = x[((line + a) * edge + column + b) * channels + c];
            sum += pixel * kernel[((a * size + b) * channels + c) * outputs + o];
          }
        }
      }
      y[at] = Math.max(0, sum);
    }
    return y;
  }
}
