package dev.visor.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A perceptron whose hidden layers are normalised after their ReLU, as ReBRAC's critics are
 * (Tarasov et al. 2023): values beyond the data then grow no further than the last layer lets them
 * (Ball et al. 2023).
 *
 * <pre>
 * x ← LayerNorm(ReLU(x W + b))   for each hidden layer          y = x W + b
 * </pre>
 *
 * <p>Its arrays are named {@code name/0/kernel} and so on, those of the normalisations {@code
 * name/0/norm/scale}. It is one computation on one batch, with its gradient.
 */
public final class NormalisedMlp {
  private final int inputs;
  private final List<Hidden> hidden = new ArrayList<>();
  private final Mlp.Pass last;
  private final Mlp lastGradient;

  /** A layer at work; errors are those of its outputs. */
  private record Hidden(
      Mlp.Pass dense, Mlp gradient, LayerNorm norm, float[] outputs, float[] errors) {
    float[] forward(float[] x, int rows) {
      norm.forward(dense.forward(x, rows), outputs, rows);
      return outputs;
    }
  }

  /**
   * Adds the arrays of a network to a layout.
   *
   * @param sizes lengths of input, hidden layers and output
   */
  public static void declare(Layout.Builder layout, String name, int... sizes) {
    Mlp.declare(layout, name, sizes);
    for (int i = 0; i + 2 < sizes.length; i++) {
      LayerNorm.declare(layout, norm(name, i), sizes[i + 1]);
    }
  }

  /**
   * Draws orthogonal kernels; biases and offsets are 0.
   *
   * @param count number of layers, the last one included
   */
  public static void initialise(
      Parameters parameters, String name, int count, RandomGenerator random) {
    Mlp.initialiseOrthogonal(parameters, name, count, random);
    for (int i = 0; i + 1 < count; i++) {
      LayerNorm.initialise(parameters, norm(name, i));
    }
  }

  private static String norm(String name, int layer) {
    return name + "/" + layer + "/norm";
  }

  /**
   * @param gradient to whose arrays of the same names {@link #backward} adds; the weights
   *     themselves, if it never goes back
   * @param count number of layers, the last one included
   * @param rows of a batch: up to so many
   */
  public NormalisedMlp(
      Workspace workspace,
      Parameters weights,
      Parameters gradient,
      String name,
      int count,
      int rows) {
    for (int i = 0; i + 1 < count; i++) {
      Mlp dense = layer(weights, name, i, Activation.RELU);
      int values = rows * dense.outputs();
      hidden.add(
          new Hidden(
              dense.pass(workspace, rows),
              layer(gradient, name, i, Activation.RELU),
              new LayerNorm(weights, gradient, norm(name, i), rows),
              new float[values],
              new float[values]));
    }
    last = layer(weights, name, count - 1, Activation.NONE).pass(workspace, rows);
    lastGradient = layer(gradient, name, count - 1, Activation.NONE);
    inputs = Dense.of(weights, name + "/0").inputs();
  }

  private static Mlp layer(Parameters parameters, String name, int index, Activation activation) {
    return new Mlp(List.of(Dense.of(parameters, name + "/" + index)), Activation.NONE, activation);
  }

  /** Length of an input row. */
  public int inputs() {
    return inputs;
  }

  /**
   * Computes the outputs.
   *
   * @param x rows × inputs
   * @return rows × outputs, in an array that the next call overwrites
   */
  public float[] forward(float[] x, int rows) {
    float[] y = x;
    for (Hidden layer : hidden) {
      y = layer.forward(y, rows);
    }
    return last.forward(y, rows);
  }

  /** What the last forward computation returned. */
  public float[] output() {
    return last.output();
  }

  /** Where the way back begins: the gradient by the outputs, rows × outputs. */
  public float[] outputGradient() {
    return last.outputGradient();
  }

  /**
   * Adds the gradient by the parameters, and computes the one by the inputs.
   *
   * @param toInputs receives it, rows × inputs
   */
  public void backward(float[] toInputs, int rows) {
    Rows.require("gradient by inputs", toInputs, rows, inputs);
    last.backward(lastGradient, below(hidden.size(), toInputs), rows);
    for (int i = hidden.size() - 1; i >= 0; i--) {
      Hidden layer = hidden.get(i);
      layer.norm().backward(layer.errors(), layer.dense().outputGradient(), rows);
      layer.dense().backward(layer.gradient(), below(i, toInputs), rows);
    }
  }

  private float[] below(int layer, float[] toInputs) {
    return layer == 0 ? toInputs : hidden.get(layer - 1).errors();
  }
}
