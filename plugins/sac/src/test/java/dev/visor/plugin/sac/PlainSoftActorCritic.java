package dev.visor.plugin.sac;

import dev.visor.nn.Parameters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The losses of soft actor-critic once more, from their definitions, in doubles and row by row. */
final class PlainSoftActorCritic {
  private final SacParameters parameters;
  private final SoftActorCritic.Batch batch;
  private final int states;
  private final int actions;

  PlainSoftActorCritic(SacParameters parameters, SoftActorCritic.Batch batch) {
    this.parameters = parameters;
    this.batch = batch;
    this.states = batch.states().length / batch.rows();
    this.actions = batch.actions().length / batch.rows();
  }

  /** Arrays by name, with their lengths. */
  record Weights(Map<String, double[]> values, Map<String, int[]> shapes) {
    static Weights of(Parameters parameters) {
      Weights weights = new Weights(new HashMap<>(), new HashMap<>());
      for (String name : parameters.names()) {
        float[] values = parameters.get(name);
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
          copy[i] = values[i];
        }
        weights.values.put(name, copy);
        weights.shapes.put(name, parameters.shape(name));
      }
      return weights;
    }

    /** The slope of a loss by one value, from both sides. */
    double slope(String name, int index, ToDoubleFunction<Weights> loss) {
      double[] array = values.get(name);
      double before = array[index];
      double step = 1e-6;
      array[index] = before + step;
      double above = loss.applyAsDouble(this);
      array[index] = before - step;
      double below = loss.applyAsDouble(this);
      array[index] = before;
      return (above - below) / (2 * step);
    }
  }

  /** Actions with ln π. */
  private record Drawn(double[] action, double logDensity) {}

  double criticLoss(Weights critics, Weights targets, Weights actor, double alpha) {
    double loss = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double[] next = row(batch.nextStates(), row, states);
      Drawn drawn = draw(actor, next, row(batch.nextNoise(), row, actions));
      double soft = lowest(targets, next, drawn.action) - alpha * drawn.logDensity;
      double wanted = batch.rewards()[row] + parameters.discount() * batch.continues()[row] * soft;
      double[] state = row(batch.states(), row, states);
      double[] action = row(batch.actions(), row, actions);
      for (String critic : new String[] {"critic1", "critic2"}) {
        double difference = value(critics, critic, state, action) - wanted;
        loss += 0.5 * difference * difference / batch.rows();
      }
    }
    return loss;
  }

  double actorLoss(Weights critics, Weights actor, double alpha) {
    double loss = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double[] state = row(batch.states(), row, states);
      Drawn drawn = draw(actor, state, row(batch.noise(), row, actions));
      loss += (alpha * drawn.logDensity - lowest(critics, state, drawn.action)) / batch.rows();
    }
    return loss;
  }

  /** J_α at some ln α. */
  double temperatureLoss(Weights actor, double logAlpha) {
    double sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      double[] state = row(batch.states(), row, states);
      double logDensity = draw(actor, state, row(batch.noise(), row, actions)).logDensity;
      sum -= Math.exp(logAlpha) * (logDensity - actions) / batch.rows();
    }
    return sum;
  }

  private Drawn draw(Weights actor, double[] state, double[] noise) {
    double[] raw = perceptron(actor, "actor", state);
    double[] action = new double[actions];
    double logDensity = 0;
    for (int i = 0; i < actions; i++) {
      double logStd = Math.max(-20, Math.min(2, raw[actions + i]));
      action[i] = Math.tanh(raw[i] + Math.exp(logStd) * noise[i]);
      logDensity +=
          -0.5 * noise[i] * noise[i]
              - logStd
              - 0.5 * Math.log(2 * Math.PI)
              - Math.log(1 - action[i] * action[i]);
    }
    return new Drawn(action, logDensity);
  }

  private double lowest(Weights critics, double[] state, double[] action) {
    return Math.min(
        value(critics, "critic1", state, action), value(critics, "critic2", state, action));
  }

  private double value(Weights critics, String critic, double[] state, double[] action) {
    double[] joined = new double[states + actions];
    System.arraycopy(state, 0, joined, 0, states);
    System.arraycopy(action, 0, joined, states, actions);
    return perceptron(critics, critic, joined)[0];
  }

  private double[] perceptron(Weights weights, String name, double[] input) {
    double[] x = input;
    for (int layer = 0; layer <= parameters.layers(); layer++) {
      double[] kernel = weights.values.get(name + "/" + layer + "/kernel");
      double[] bias = weights.values.get(name + "/" + layer + "/bias");
      double[] y = bias.clone();
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < y.length; j++) {
          y[j] += x[i] * kernel[i * y.length + j];
        }
      }
      for (int j = 0; layer < parameters.layers() && j < y.length; j++) {
        y[j] = Math.max(0, y[j]);
      }
      x = y;
    }
    return x;
  }

  private static double[] row(float[] rows, int row, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = rows[row * length + i];
    }
    return values;
  }
}
