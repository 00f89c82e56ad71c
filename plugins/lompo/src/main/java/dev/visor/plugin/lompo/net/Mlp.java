package dev.visor.plugin.lompo.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A multi-layer perceptron with ELU between its layers and a linear last one, with its gradient.
 * The parameters live in a {@link Tensors}; a {@link Pass} holds the activations of one batch, so
 * that one network can be in several computations at once.
 */
public final class Mlp {
  private final String name;
  private final List<Dense> layers = new ArrayList<>();

  /**
   * The network whose layers are {@code name/0}, {@code name/1} and so on.
   *
   * @param count number of layers, the last one included
   */
  public Mlp(Tensors parameters, String name, int count) {
    this.name = name;
    for (int i = 0; i < count; i++) {
      layers.add(Dense.of(parameters, layer(name, i)));
    }
  }

  /**
   * Adds the arrays of a network to parameters.
   *
   * @param sizes lengths of input, hidden layers and output
   */
  public static void declare(Tensors parameters, String name, int... sizes) {
    for (int i = 0; i + 1 < sizes.length; i++) {
      parameters.add(layer(name, i) + "/kernel", sizes[i], sizes[i + 1]);
      parameters.add(layer(name, i) + "/bias", sizes[i + 1]);
    }
  }

  /** Draws new weights. */
  public void initialise(RandomGenerator random) {
    for (Dense layer : layers) {
      Initialiser.glorot(layer.kernel(), layer.inputs(), layer.outputs(), random);
      Arrays.fill(layer.bias(), 0);
    }
  }

  private static String layer(String name, int index) {
    return name + "/" + index;
  }

  /** Length of an input row. */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Length of an output row. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** A workspace for batches of up to so many rows. */
  public Pass pass(int rows) {
    return new Pass(rows);
  }

  /** One computation: forward, and back if a gradient is wanted. */
  public final class Pass {
    private final float[][] activations;
    private final float[][] errors;
    private float[] input = {};

    private Pass(int rows) {
      activations = new float[layers.size()][];
      errors = new float[layers.size()][];
      for (int i = 0; i < layers.size(); i++) {
        activations[i] = new float[rows * layers.get(i).outputs()];
        errors[i] = new float[rows * layers.get(i).outputs()];
      }
    }

    /**
     * Computes the outputs.
     *
     * @param x rows × inputs, left alone until {@link #backward} is done
     * @return rows × outputs, in an array that the next call overwrites
     */
    public float[] forward(float[] x, int rows) {
      input = x;
      float[] from = x;
      for (int i = 0; i < layers.size(); i++) {
        layers.get(i).forward(from, activations[i], rows);
        if (i + 1 < layers.size()) {
          Elementary.elu(activations[i], rows * layers.get(i).outputs());
        }
        from = activations[i];
      }
      return from;
    }

    /** What the last {@link #forward} returned. */
    public float[] output() {
      return activations[layers.size() - 1];
    }

    /** Where {@link #backward} finds the gradient by the outputs: rows × outputs. */
    public float[] outputGradient() {
      return errors[layers.size() - 1];
    }

    /**
     * Computes the gradient by the parameters of what the last {@link #forward} computed.
     *
     * @param gradient receives it, in arrays of the parameters' names
     */
    public void backward(Tensors gradient, int rows) {
      for (int i = layers.size() - 1; i >= 0; i--) {
        float[] from = i > 0 ? activations[i - 1] : input;
        layers.get(i).backward(from, errors[i], Dense.of(gradient, layer(name, i)), rows);
        if (i > 0) {
          toBelow(i, errors[i - 1], rows);
        }
      }
    }

    /**
     * Computes both gradients.
     *
     * @param inputGradient receives the one by the inputs, rows × inputs
     */
    public void backward(Tensors gradient, float[] inputGradient, int rows) {
      backward(gradient, rows);
      toBelow(0, inputGradient, rows);
    }

    /**
     * Computes the gradient by the inputs alone.
     *
     * @param target receives rows × inputs
     */
    public void backwardToInput(float[] target, int rows) {
      for (int i = layers.size() - 1; i >= 0; i--) {
        toBelow(i, i > 0 ? errors[i - 1] : target, rows);
      }
    }

    private void toBelow(int i, float[] below, int rows) {
      layers.get(i).backwardToInput(errors[i], below, rows);
      if (i > 0) {
        Elementary.timesEluSlope(below, activations[i - 1], rows * layers.get(i).inputs());
      }
    }
  }
}
