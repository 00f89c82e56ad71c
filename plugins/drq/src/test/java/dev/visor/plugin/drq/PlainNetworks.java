package dev.visor.plugin.drq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.nn.Parameters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The networks once more, from their definitions, in doubles and a row at a time. */
final class PlainNetworks {
  private final Map<String, double[]> arrays = new HashMap<>();

  static PlainNetworks of(Parameters... parameters) {
    PlainNetworks networks = new PlainNetworks();
    for (Parameters some : parameters) {
      some.names().forEach(name -> networks.put(name, some.get(name)));
    }
    return networks;
  }

  /** Adds an array, such as features, by which slopes may be asked for, too. */
  PlainNetworks put(String name, float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    arrays.put(name, copy);
    return this;
  }

  /** Takes over an array of another. */
  void share(String name, PlainNetworks other) {
    arrays.put(name, other.arrays.get(name));
  }

  /** A row of an array. */
  double[] row(String name, int row, int length) {
    return Arrays.copyOfRange(arrays.get(name), row * length, (row + 1) * length);
  }

  /** A single value. */
  double value(String name, int index) {
    return arrays.get(name)[index];
  }

  double[] trunk(String name, double[] x) {
    double[] y = normalised(name + "/norm", dense(name, x));
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.tanh(y[i]);
    }
    return y;
  }

  /** A perceptron with ReLU. */
  double[] perceptron(String name, int hidden, double[] input) {
    double[] x = input;
    for (int layer = 0; layer < hidden; layer++) {
      x = positive(dense(name + "/" + layer, x));
    }
    return dense(name + "/" + hidden, x);
  }

  /** A perceptron with ReLU and normalisation after it. */
  double[] normalisedPerceptron(String name, int hidden, double[] input) {
    double[] x = input;
    for (int layer = 0; layer < hidden; layer++) {
      x = normalised(name + "/" + layer + "/norm", positive(dense(name + "/" + layer, x)));
    }
    return dense(name + "/" + hidden, x);
  }

  /** The mean actions of an actor in some features. */
  double[] actions(int layers, double[] features) {
    double[] raw = perceptron("actor", layers, trunk("trunk", features));
    for (int i = 0; i < raw.length; i++) {
      raw[i] = Math.tanh(raw[i]);
    }
    return raw;
  }

  /** Q_k, k from 1. */
  double value(int k, int layers, double[] features, double[] action) {
    return perceptron("critic" + k, layers, joined(trunk("trunk", features), action))[0];
  }

  /** The lower of Q₁ and Q₂. */
  double lowest(int layers, double[] features, double[] action) {
    return Math.min(value(1, layers, features, action), value(2, layers, features, action));
  }

  /** Σ over k of mean (Q_k(s, a) − y)², in the arrays {@code features} and {@code actions}. */
  double squaredErrors(int layers, double[] wanted) {
    double sum = 0;
    for (int row = 0; row < wanted.length; row++) {
      for (int k = 1; k <= 2; k++) {
        double difference = said(k, layers, row) - wanted[row];
        sum += difference * difference / wanted.length;
      }
    }
    return sum;
  }

  /** Q_k(s, a) of a row of the arrays {@code features} and {@code actions}. */
  double said(int k, int layers, int row) {
    double[] features = row("features", row, SmallBatch.FEATURES);
    return value(k, layers, features, row("actions", row, SmallBatch.ACTIONS));
  }

  static double[] joined(double[] first, double[] second) {
    double[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static double[] positive(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
    return x;
  }

  private double[] dense(String name, double[] x) {
    double[] kernel = arrays.get(name + "/kernel");
    double[] y = arrays.get(name + "/bias").clone();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[i] * kernel[i * y.length + j];
      }
    }
    return y;
  }

  private double[] normalised(String name, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance =
        Arrays.stream(x).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = arrays.get(name + "/scale")[i] * (x[i] - mean) / Math.sqrt(variance + 1e-5);
      y[i] += arrays.get(name + "/offset")[i];
    }
    return y;
  }

  /** Compares a gradient with the slopes of a loss, from both sides. */
  void assertGradient(Parameters found, ToDoubleFunction<PlainNetworks> loss) {
    found.names().forEach(name -> assertGradient(name, found.get(name), loss));
  }

  /** As the other, by one array. */
  void assertGradient(String name, float[] found, ToDoubleFunction<PlainNetworks> loss) {
    double[] array = arrays.get(name);
    for (int i = 0; i < found.length; i++) {
      double before = array[i];
      array[i] = before + 1e-6;
      double above = loss.applyAsDouble(this);
      array[i] = before - 1e-6;
      double below = loss.applyAsDouble(this);
      array[i] = before;
      double slope = (above - below) / 2e-6;
      assertThat((double) found[i])
          .as("%s[%d]", name, i)
          .isCloseTo(slope, within(5e-4 + 1e-3 * Math.abs(slope)));
    }
  }
}
