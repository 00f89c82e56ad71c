package dev.visor.plugin.lompo.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
  @Test
  void forward_ofSeveralPictures_isTheSumOverEachPatchWhereItIsPositive() {
    int edge = 9;
    int inputs = 3;
    int outputs = 5;
    int pictures = 2;
    RandomStream random = RandomStream.of("convolution");
    Tensors tensors = new Tensors().add("c/kernel", 4, 4, inputs, outputs).add("c/bias", outputs);
    Initialiser.glorot(tensors.get("c/kernel"), 8, 8, random);
    Initialiser.glorot(tensors.get("c/bias"), 8, 8, random);
    float[] x = new float[pictures * edge * edge * inputs];
    Initialiser.glorot(x, 2, 2, random);

    Convolution convolution = new Convolution(tensors, "c", edge, 2);
    float[] y = new float[pictures * convolution.outputs()];
    convolution.forward(x, y, pictures);

    assertThat(convolution.outputEdge()).isEqualTo(3);
    float[] kernel = tensors.get("c/kernel");
    int at = 0;
    for (int picture = 0; picture < pictures; picture++) {
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          for (int out = 0; out < outputs; out++) {
            double sum = tensors.get("c/bias")[out];
            for (int i = 0; i < 4; i++) {
              for (int j = 0; j < 4; j++) {
                for (int in = 0; in < inputs; in++) {
                  int place = (picture * edge + row * 2 + i) * edge + column * 2 + j;
                  sum +=
                      (double) x[place * inputs + in]
                          * kernel[((i * 4 + j) * inputs + in) * outputs + out];
                }
              }
            }
            assertThat((double) y[at++]).isCloseTo(Math.max(0, sum), within(1e-5));
          }
        }
      }
    }
  }
}
