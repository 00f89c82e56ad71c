package dev.visor.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A multi-layer perceptron with an activation between its layers, and mostly a linear last one.
 *
 * <p>The parameters live elsewhere; their gradient has the same form, and is a network too. A
 * {@link Pass} holds the values of one batch, so that one network can be in several computations at
 * once.
 */
public final class Mlp {
  private final Activation activation;
  private final Activation last;
  private final List<Dense> layers;

  /**
   * The network of some layers, each of which takes what the one before puts out.
   *
   * @throws IllegalArgumentException if their lengths do not fit
   */
  public Mlp(List<Dense> layers, Activation activation) {
    this(layers, activation, Activation.NONE);
  }

  /** As {@link #Mlp(List, Activation)}, with an activation after the last layer too. */
  public Mlp(List<Dense> layers, Activation activation, Activation last) {
    this.layers = List.copyOf(layers);
    this.activation = activation;
    this.last = last;
    for (int i = 0; i + 1 < layers.size(); i++) {
      if (layers.get(i).outputs() != layers.get(i + 1).inputs()) {
        throw new IllegalArgumentException(
            "layer %d puts out %d values, and the next one takes %d"
                .formatted(i, layers.get(i).outputs(), layers.get(i + 1).inputs()));
      }
    }
  }

  /**
   * The network whose layers are {@code name/0}, {@code name/1} and so on.
   *
   * @param count number of layers, the last one included
   */
  public Mlp(Parameters parameters, String name, int count, Activation activation) {
    this(
        IntStream.range(0, count).mapToObj(i -> Dense.of(parameters, layer(name, i))).toList(),
        activation);
  }

  /**
   * Adds the arrays of a network to a layout.
   *
   * @param sizes lengths of input, hidden layers and output
   */
  public static void declare(Layout.Builder layout, String name, int... sizes) {
    for (int i = 0; i + 1 < sizes.length; i++) {
      Dense.declare(layout, layer(name, i), sizes[i], sizes[i + 1]);
    }
  }

  /** Draws the weights of such a network: Glorot's, and biases of 0. */
  public static void initialise(
      Parameters parameters, String name, int count, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      Initialiser.glorot(parameters, layer(name, i), random);
      parameters.part(layer(name, i) + "/bias").clear();
    }
  }

  /** Draws the weights of such a network: orthogonal kernels, as DrQ's, and biases of 0. */
  public static void initialiseOrthogonal(
      Parameters parameters, String name, int count, RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      Initialiser.orthogonalKernel(parameters, layer(name, i) + "/kernel", 1, random);
      parameters.part(layer(name, i) + "/bias").clear();
    }
  }

  private static String layer(String name, int index) {
    return name + "/" + index;
  }

  /**
   * The lowest layer as it sees some of the inputs only.
   *
   * @param from the first of them
   */
  public Dense ofInputs(int from, int count) {
    return layers.get(0).ofInputs(from, count);
  }

  /** Length of an input row. */
  public int inputs() {
    return layers.get(0).inputs();
  }

  /** Length of an output row. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Room for batches of up to so many rows. */
  public Pass pass(Workspace workspace, int rows) {
    return new Pass(workspace, rows, Precision.FLOAT);
  }

  /**
   * Room for batches.
   *
   * @param rows of a batch: up to so many; just so many in lesser precision
   * @param precision of the factors of large products; sums and parameters are single in both
   * @throws IllegalArgumentException if this processor does not compute with the precision
   */
  public Pass pass(Workspace workspace, int rows, Precision precision) {
    return new Pass(workspace, rows, precision);
  }

  /** One computation: forward, and back if a gradient is wanted. */
  public final class Pass {
    private final ActivatedFloats input;
    private final List<ActivatedFloats> outputs = new ArrayList<>();
    private final List<Optional<RoundedDense>> rounded = new ArrayList<>();
    private final int most;
    private final Precision precision;
    private final float[] output;
    private final float[] outputGradient;

    private Pass(Workspace workspace, int rows, Precision precision) {
      precision.requireAvailable();
      most = rows;
      this.precision = precision;
      input = new ActivatedFloats(workspace, rows * inputs(), Activation.NONE);
      for (int i = 0; i < layers.size(); i++) {
        Activation after = i + 1 == layers.size() ? last : activation;
        outputs.add(new ActivatedFloats(workspace, rows * layers.get(i).outputs(), after));
        rounded.add(
            precision == Precision.BFLOAT16 && RoundedDense.suits(layers.get(i))
                ? Optional.of(
                    new RoundedDense(
                        workspace, layers.get(i), after, below(i), outputs.get(i), rows))
                : Optional.empty());
      }
      output = new float[rows * outputs()];
      outputGradient = new float[rows * outputs()];
    }

    private ActivatedFloats below(int layer) {
      return layer == 0 ? input : outputs.get(layer - 1);
    }

    /** Where the next {@link #forward(int)} finds its input, rows × inputs. */
    public Floats input() {
      return input.values();
    }

    /**
     * Computes the outputs.
     *
     * @param x rows × inputs
     * @return rows × outputs, in an array that the next call overwrites
     */
    public float[] forward(float[] x, int rows) {
      input().write(0, x, 0, rows * inputs());
      return forward(rows);
    }

    /** Computes the outputs of what is in {@link #input}. */
    public float[] forward(int rows) {
      if (precision != Precision.FLOAT && rows != most) {
        throw new IllegalArgumentException(
            rows + " rows, where a pass in lesser precision was made for " + most);
      }
      for (int i = 0; i < layers.size(); i++) {
        if (rounded.get(i).isPresent()) {
          rounded.get(i).get().forward();
        } else {
          layers.get(i).forward(below(i).values(), outputs.get(i).values(), rows);
          outputs.get(i).forward();
        }
      }
      outputs.get(layers.size() - 1).values().read(0, output, 0, rows * outputs());
      return output;
    }

    /** What the last forward computation returned. */
    public float[] output() {
      return output;
    }

    /** Where the way back begins: the gradient by the outputs, rows × outputs. */
    public float[] outputGradient() {
      return outputGradient;
    }

    /**
     * Adds the gradient by the parameters.
     *
     * @param gradient to whose arrays it is added; a network of the same sizes
     */
    public void backward(Mlp gradient, int rows) {
      begin(rows);
      for (int i = layers.size() - 1; i >= 0; i--) {
        takeErrors(i);
        if (rounded.get(i).isPresent()) {
          rounded.get(i).get().backward(gradient.layers.get(i));
        } else {
          layers
              .get(i)
              .backward(below(i).values(), outputs.get(i).errors(), gradient.layers.get(i), rows);
        }
        if (i > 0) {
          toBelow(i, rows);
        }
      }
    }

    /** Goes back through a layer's activation. */
    private void takeErrors(int layer) {
      outputs.get(layer).backward();
      if (rounded.get(layer).isPresent()) {
        rounded.get(layer).get().takeErrors();
      }
    }

    /** Goes back through a layer's product. */
    private void toBelow(int layer, int rows) {
      if (rounded.get(layer).isPresent()) {
        rounded.get(layer).get().backwardToInput();
      } else {
        layers.get(layer).backwardToInput(outputs.get(layer).errors(), below(layer).errors(), rows);
      }
    }

    /**
     * Adds the gradient by the parameters, and computes the one by the inputs.
     *
     * @param inputGradient receives it, rows × inputs
     */
    public void backward(Mlp gradient, float[] inputGradient, int rows) {
      backward(gradient, rows);
      toInput(rows).read(0, inputGradient, 0, rows * inputs());
    }

    /**
     * Computes the gradient by the inputs, after {@link #backward(Mlp, int)}.
     *
     * @return it, rows × inputs, in memory that the next call overwrites
     */
    public Floats toInput(int rows) {
      toBelow(0, rows);
      return input.errors();
    }

    /**
     * Computes the gradient by some of the inputs alone.
     *
     * @param some the lowest layer, as {@link Mlp#ofInputs} has it
     * @param target receives it, rows × those inputs
     */
    public void backwardToInput(Dense some, float[] target, int rows) {
      begin(rows);
      for (int i = layers.size() - 1; i > 0; i--) {
        takeErrors(i);
        toBelow(i, rows);
      }
      outputs.get(0).backward();
      some.backwardToInput(outputs.get(0).errors(), input.errors(), rows);
      input.errors().read(0, target, 0, rows * some.inputs());
    }

    /**
     * Computes the gradient by the inputs alone.
     *
     * @param target receives it, rows × inputs
     */
    public void backwardToInput(float[] target, int rows) {
      backwardToInput(layers.get(0), target, rows);
    }

    private void begin(int rows) {
      outputs.get(layers.size() - 1).errors().write(0, outputGradient, 0, rows * outputs());
    }
  }
}
