package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Deconvolution;
import dev.visor.plugin.lompo.net.Dense;
import dev.visor.plugin.lompo.net.Elementary;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transposed convolutions that draw a picture from features, and the picture's likelihood: a
 * Gaussian of unit variance for each value. Loss and gradient are computed in one go, a few
 * pictures at a time, so that no picture is ever kept.
 */
final class Decoder {
  private static final int AT_ONCE = 16;

  private final int imageValues;
  private final Dense in;
  private final Dense first;
  private final float[] firstBias;
  private final List<Deconvolution> layers = new ArrayList<>();
  private final int rows;
  private final float[] channels;
  private final float[] channelErrors;
  private final float[] drawn;
  private final float[] drawnErrors;
  private final float[][] activations;
  private final float[][] errors;

  /**
   * @param rows how many pictures there are in a batch
   */
  Decoder(ModelShape shape, Tensors parameters, int rows) {
    this.rows = rows;
    imageValues = shape.imageValues();
    in = Dense.of(parameters, "decoder/in");
    ModelShape.Deconvolution lowest = shape.decoder().get(0);
    int values = lowest.kernel() * lowest.kernel() * lowest.outputs();
    // On a picture of a single place a transposed convolution is a matrix.
    first = new Dense(parameters.get("decoder/0/kernel"), new float[values]);
    firstBias = parameters.get("decoder/0/bias");
    int edge = lowest.kernel();
    for (int i = 1; i < shape.decoder().size(); i++) {
      Deconvolution layer = new Deconvolution(parameters, "decoder/" + i, edge, ModelShape.STRIDE);
      layers.add(layer);
      edge = layer.outputEdge();
    }
    channels = new float[rows * in.outputs()];
    channelErrors = new float[channels.length];
    drawn = new float[rows * values];
    drawnErrors = new float[drawn.length];
    activations = new float[layers.size() + 1][];
    errors = new float[layers.size() + 1][];
    for (int i = 0; i <= layers.size(); i++) {
      int count = AT_ONCE * (i == 0 ? values : layers.get(i - 1).outputs());
      activations[i] = new float[count];
      errors[i] = new float[count];
    }
  }

  /**
   * Computes ½ ‖x̂ − x‖² of every row, and the gradient of their weighted sum.
   *
   * @param features rows × length
   * @param pictures unsigned bytes, rows × values
   * @param weights of the rows in the sum
   * @param losses receives each row's
   * @param featureGradient receives the gradient by the features
   * @param gradient to whose arrays of zeros the one by the parameters is added
   */
  void compute(
      float[] features,
      byte[] pictures,
      float[] weights,
      double[] losses,
      float[] featureGradient,
      Tensors gradient) {
    in.forward(features, channels, rows);
    spreadBias();
    first.forward(channels, drawn, rows);
    Elementary.relu(drawn, drawn.length);
    for (int from = 0; from < rows; from += AT_ONCE) {
      compute(from, Math.min(AT_ONCE, rows - from), pictures, weights, losses, gradient);
    }
    Elementary.timesReluSlope(drawnErrors, drawn, drawn.length);
    Dense firstGradient = new Dense(gradient.get("decoder/0/kernel"), new float[first.outputs()]);
    first.backward(channels, drawnErrors, firstGradient, rows);
    gatherBias(firstGradient.bias(), gradient.get("decoder/0/bias"));
    first.backwardToInput(drawnErrors, channelErrors, rows);
    in.backward(features, channelErrors, Dense.of(gradient, "decoder/in"), rows);
    in.backwardToInput(channelErrors, featureGradient, rows);
  }

  private void compute(
      int from, int count, byte[] pictures, float[] weights, double[] losses, Tensors gradient) {
    int values = first.outputs();
    System.arraycopy(drawn, from * values, activations[0], 0, count * values);
    int last = layers.size();
    for (int i = 0; i < last; i++) {
      layers.get(i).forward(activations[i], activations[i + 1], count);
      if (i + 1 < last) {
        Elementary.relu(activations[i + 1], count * layers.get(i).outputs());
      }
    }
    Encoder.scale(pictures, from * imageValues, errors[last], count * imageValues);
    for (int row = 0; row < count; row++) {
      losses[from + row] =
          halfSquare(
              activations[last], errors[last], row * imageValues, imageValues, weights[from + row]);
    }
    for (int i = last - 1; i >= 0; i--) {
      layers.get(i).backward(activations[i], errors[i + 1], errors[i], gradient, count);
      if (i > 0) {
        Elementary.timesReluSlope(errors[i], activations[i], count * layers.get(i - 1).outputs());
      }
    }
    System.arraycopy(errors[0], 0, drawnErrors, from * values, count * values);
  }

  /**
   * Computes ½ ‖a − b‖² of a part of two arrays, and puts its gradient by a, times a weight, in b's
   * place.
   */
  private static double halfSquare(float[] a, float[] b, int from, int count, float weight) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      float difference = a[i] - b[i];
      sum += difference * difference;
      b[i] = weight * difference;
    }
    return 0.5 * sum;
  }

  /** The first layer has one bias for each channel, which all its places share. */
  private void spreadBias() {
    for (int i = 0; i < first.outputs(); i += firstBias.length) {
      System.arraycopy(firstBias, 0, first.bias(), i, firstBias.length);
    }
  }

  private void gatherBias(float[] perPlace, float[] target) {
    Arrays.fill(target, 0);
    for (int i = 0; i < perPlace.length; i++) {
      target[i % target.length] += perPlace[i];
    }
  }
}
