package dev.visor.nn;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The bottleneck between an encoder and a head of DrQ (Yarats et al. 2021): a dense layer to few
 * features, normalised, through tanh.
 *
 * <pre>
 * y = tanh(LayerNorm(x W + b))
 * </pre>
 *
 * <p>Its arrays are those of a {@link Dense} and of a {@link LayerNorm}, {@code name/norm}.
 */
public final class Trunk {
  private final Mlp.Pass dense;
  private final Mlp denseGradient;
  private final LayerNorm norm;
  private final int size;
  private final float[] features;
  private final float[] errors;

  /** Adds the arrays to a layout. */
  public static void declare(Layout.Builder layout, String name, int inputs, int features) {
    Dense.declare(layout, name, inputs, features);
    LayerNorm.declare(layout, name + "/norm", features);
  }

  /** Draws an orthogonal kernel; the bias is 0, and so is the normalisation's offset. */
  public static void initialise(Parameters parameters, String name, RandomGenerator random) {
    Initialiser.orthogonalKernel(parameters, name + "/kernel", 1, random);
    parameters.part(name + "/bias").clear();
    LayerNorm.initialise(parameters, name + "/norm");
  }

  /**
   * @param gradient to whose arrays of the same names {@link #backward} adds; the weights
   *     themselves, if it never goes back
   * @param rows of a batch: up to so many
   */
  public Trunk(
      Workspace workspace, Parameters weights, Parameters gradient, String name, int rows) {
    Mlp layer = dense(weights, name);
    dense = layer.pass(workspace, rows);
    denseGradient = dense(gradient, name);
    norm = new LayerNorm(weights, gradient, name + "/norm", rows);
    size = layer.outputs();
    features = new float[rows * size];
    errors = new float[rows * size];
  }

  private static Mlp dense(Parameters parameters, String name) {
    return new Mlp(List.of(Dense.of(parameters, name)), Activation.NONE);
  }

  /**
   * Computes the features.
   *
   * @param x rows × inputs
   * @return rows × features, in an array that the next call overwrites
   */
  public float[] forward(float[] x, int rows) {
    norm.forward(dense.forward(x, rows), features, rows);
    for (int i = 0; i < rows * size; i++) {
      features[i] = Elementary.tanh(features[i]);
    }
    return features;
  }

  /**
   * Adds the gradient by the parameters.
   *
   * @param byFeatures the gradient by what the last {@link #forward} gave, rows × features
   */
  public void backward(float[] byFeatures, int rows) {
    Rows.require("gradient by features", byFeatures, rows, size);
    for (int i = 0; i < rows * size; i++) {
      errors[i] = byFeatures[i] * (1 - features[i] * features[i]);
    }
    norm.backward(errors, dense.outputGradient(), rows);
    dense.backward(denseGradient, rows);
  }

  /**
   * As {@link #backward(float[], int)}, and computes the gradient by the inputs.
   *
   * @param toInputs receives it, rows × inputs
   */
  public void backward(float[] byFeatures, float[] toInputs, int rows) {
    backward(byFeatures, rows);
    dense.toInput(rows).read(toInputs);
  }
}
