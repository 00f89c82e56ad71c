package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff graph in double precision, against which gradients are held: what is computed from its
 * variables is written down once more, without a way back.
 */
public final class DoubleGraph {
  /** Greatest error of an array, in parts of its norm. */
  private static final double NORM_ERROR = 1e-4;

  /** Greatest error of a value, in parts of the array's largest. */
  private static final double VALUE_ERROR = 1e-3;

  private final SameDiff graph = SameDiff.create();
  private final Map<String, SDVariable> variables = new LinkedHashMap<>();

  /** Takes some parameters in as variables with the same names. */
  public DoubleGraph with(Parameters parameters) {
    return with("", parameters);
  }

  /** Takes some parameters in as variables, with something before their names. */
  public DoubleGraph with(String prefix, Parameters parameters) {
    for (String name : parameters.names()) {
      variable(prefix + name, parameters.get(name), parameters.shape(name));
    }
    return this;
  }

  /** A variable, row-major. */
  public SDVariable variable(String name, float[] values, int... shape) {
    SDVariable variable = graph.var(name, doubles(values, shape));
    variables.put(name, variable);
    return variable;
  }

  /** A variable that was taken in before. */
  public SDVariable get(String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }

  /** Rows that never change. */
  public SDVariable rows(float[] values, int length) {
    return graph.constant(doubles(values, values.length / length, length));
  }

  /** As {@link #rows(float[], int)}, of doubles. */
  public SDVariable rows(double[] values, int length) {
    return graph.constant(Nd4j.create(values, new long[] {values.length / length, length}, 'c'));
  }

  /** The graph itself. */
  public SameDiff graph() {
    return graph;
  }

  /** x W + b. */
  public SDVariable dense(String name, SDVariable x) {
    return x.mmul(get(name + "/kernel")).add(get(name + "/bias"));
  }

  /** The perceptron whose layers are {@code name/0} and so on, with ELU between them. */
  public SDVariable perceptron(String name, int layers, SDVariable x) {
    SDVariable y = x;
    for (int i = 0; i < layers; i++) {
      y = dense(name + "/" + i, y);
      if (i + 1 < layers) {
        y = graph.nn().elu(y);
      }
    }
    return y;
  }

  /** Some columns of a matrix. */
  public SDVariable columns(SDVariable x, int count, int from, int to) {
    // An indexed view has no gradient in every version; a product with ones and zeros has.
    double[][] chosen = new double[count][to - from];
    for (int i = from; i < to; i++) {
      chosen[i][i - from] = 1;
    }
    return x.mmul(graph.constant(Nd4j.create(chosen)));
  }

  /** Values times slopes, summed: a loss whose gradient by the values is the slopes. */
  public SDVariable along(SDVariable values, float[] slopes, int length) {
    return values.mul(rows(slopes, length)).sum();
  }

  /** What a variable is. */
  public double[] value(SDVariable variable) {
    return variable.eval().dup('c').data().asDouble();
  }

  /** The gradient of a sum by some variables, row-major. */
  public Map<String, double[]> gradient(SDVariable loss, String... by) {
    graph.setLossVariables(loss.name());
    PrintStream before = System.out;
    // SameDiff prints on its way.
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    try {
      Map<String, double[]> gradient = new TreeMap<>();
      graph
          .calculateGradients(Map.of(), by)
          .forEach((name, array) -> gradient.put(name, array.dup('c').data().asDouble()));
      return gradient;
    } finally {
      System.setOut(before);
    }
  }

  /**
   * Compares the gradient of a sum by some parameters.
   *
   * @param others variables whose gradient is returned
   */
  public Map<String, double[]> assertGradient(
      SDVariable loss, Parameters actual, String... others) {
    List<String> names = new ArrayList<>(actual.names());
    names.addAll(List.of(others));
    Map<String, double[]> expected = gradient(loss, names.toArray(new String[0]));
    actual.names().forEach(name -> assertSame(name, actual.get(name), of(expected, name)));
    return expected;
  }

  /** One of some arrays. */
  public static double[] of(Map<String, double[]> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name);
  }

  /** Compares an array with its like in double precision. */
  public static void assertSame(String what, float[] actual, double[] expected) {
    assertThat(actual).as(what).hasSize(expected.length);
    double square = 0;
    double largest = 0;
    for (double value : expected) {
      square += value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      double error = actual[i] - expected[i];
      difference += error * error;
      assertThat((double) actual[i])
          .as("%s[%d]", what, i)
          .isCloseTo(expected[i], within(VALUE_ERROR * largest + 1e-12));
    }
    assertThat(Math.sqrt(difference))
        .as(what)
        .isLessThanOrEqualTo(NORM_ERROR * Math.sqrt(square) + 1e-12);
  }

  private static INDArray doubles(float[] values, int... shape) {
    double[] converted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = values[i];
    }
    return Nd4j.create(converted, Arrays.stream(shape).asLongStream().toArray(), DataType.DOUBLE);
  }
}
