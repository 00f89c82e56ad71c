package dev.visor.plugin.lompo;

import dev.visor.nn.Parameters;
import dev.visor.nn.picture.PictureShape;
import java.util.List;

/** The decoder by its definition: every place of a picture adds its kernel to what lies above. */
final class PlainDecoder {
  private static final int STRIDE = 2;

  private PlainDecoder() {}

  static double[] decode(ModelShape shape, Parameters weights, double[] features) {
    double[] x = new double[shape.pictures().embedding()];
    float[] in = weights.get("decoder/in/kernel");
    for (int j = 0; j < x.length; j++) {
      x[j] = weights.get("decoder/in/bias")[j];
      for (int i = 0; i < features.length; i++) {
        x[j] += features[i] * in[i * x.length + j];
      }
    }
    int edge = 1;
    List<PictureShape.Deconvolution> layers = shape.pictures().decoder();
    for (int l = 0; l < layers.size(); l++) {
      PictureShape.Deconvolution layer = layers.get(l);
      float[] kernel = weights.get("decoder/" + l + "/kernel");
      float[] bias = weights.get("decoder/" + l + "/bias");
      int outEdge = (edge - 1) * STRIDE + layer.kernel();
      double[] y = new double[outEdge * outEdge * layer.outputs()];
      for (int i = 0; i < y.length; i++) {
        y[i] = bias[i % layer.outputs()];
      }
      for (int row = 0; row < edge; row++) {
        for (int column = 0; column < edge; column++) {
          for (int i = 0; i < layer.kernel(); i++) {
            for (int j = 0; j < layer.kernel(); j++) {
              for (int out = 0; out < layer.outputs(); out++) {
                int target =
                    ((row * STRIDE + i) * outEdge + column * STRIDE + j) * layer.outputs() + out;
                for (int input = 0; input < layer.inputs(); input++) {
                  int place = (i * layer.kernel() + j) * layer.outputs() + out;
                  int at =
                      l == 0
                          ? input * layer.kernel() * layer.kernel() * layer.outputs() + place
                          : place * layer.inputs() + input;
                  y[target] += x[(row * edge + column) * layer.inputs() + input] * kernel[at];
                }
              }
            }
          }
        }
      }
      if (l + 1 < layers.size()) {
        for (int i = 0; i < y.length; i++) {
          y[i] = Math.max(0, y[i]);
        }
      }
      x = y;
      edge = outEdge;
    }
    return x;
  }
}
