package dev.visor.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Some action values Q₁ … Q_N(s, a), each a perceptron on states and actions side by side. Their
 * lowest is the value of clipped double Q-learning (Fujimoto et al. 2018):
 *
 * <pre>
 * q = min over k of Q_k(s, a)          ∂Q_k = ∂q where Q_k is the lowest, else 0
 * </pre>
 *
 * <p>The parameters live elsewhere; their gradient has the same form, and is critics too. A {@link
 * Pass} holds the values of one batch. Arrays are named {@code critic1/0/kernel} and so on.
 */
public final class Critics {
  private final Shape shape;
  private final Parameters parameters;
  private final List<Mlp> networks;
  private final List<Dense> ofActions;

  /**
   * How many critics there are, and how large.
   *
   * @param count how many; two in clipped double Q-learning
   * @param states length of a state
   * @param actions length of an action
   * @param layers hidden layers of each
   * @param units width of a hidden layer
   * @param activation after a hidden layer
   */
  public record Shape(
      int count, int states, int actions, int layers, int units, Activation activation) {
    public Shape {
      if (Math.min(Math.min(count, states), Math.min(actions, units)) < 1 || layers < 0) {
        throw new IllegalArgumentException(
            "%d critics of %d states and %d actions with %d layers of %d"
                .formatted(count, states, actions, layers, units));
      }
    }

    /** Two critics. */
    public static Shape twins(
        int states, int actions, int layers, int units, Activation activation) {
      return new Shape(2, states, actions, layers, units, activation);
    }

    /** Names and lengths of their arrays. */
    public Layout layout() {
      int[] sizes = new int[layers + 2];
      Arrays.fill(sizes, units);
      sizes[0] = states + actions;
      sizes[layers + 1] = 1;
      Layout.Builder layout = Layout.builder();
      for (int k = 0; k < count; k++) {
        Mlp.declare(layout, name(k), sizes);
      }
      return layout.build();
    }
  }

  /**
   * The critics whose arrays are among some parameters.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public Critics(Shape shape, Parameters parameters) {
    this.shape = shape;
    this.parameters = parameters;
    networks = new ArrayList<>();
    ofActions = new ArrayList<>();
    for (int k = 0; k < shape.count(); k++) {
      Mlp network = new Mlp(parameters, name(k), shape.layers() + 1, shape.activation());
      networks.add(network);
      ofActions.add(network.ofInputs(shape.states(), shape.actions()));
    }
  }

  private static String name(int k) {
    return "critic" + (k + 1);
  }

  /** Draws the weights of new critics, one after another: Glorot's, and biases of 0. */
  public void initialise(RandomGenerator random) {
    for (int k = 0; k < shape.count(); k++) {
      Mlp.initialise(parameters, name(k), shape.layers() + 1, random);
    }
  }

  /** How many there are, and how large. */
  public Shape shape() {
    return shape;
  }

  /** Their arrays, shared. */
  public Parameters parameters() {
    return parameters;
  }

  /** Room for batches of up to so many rows. */
  public Pass pass(Workspace workspace, int rows) {
    return new Pass(workspace, rows, Precision.FLOAT);
  }

  /**
   * Room for batches, see {@link Mlp#pass(Workspace, int, Precision)}.
   *
   * @param rows of a batch: up to so many; just so many in lesser precision
   */
  public Pass pass(Workspace workspace, int rows, Precision precision) {
    return new Pass(workspace, rows, precision);
  }

  /** One computation of values, and the ways back. */
  public final class Pass {
    private final int most;
    private final List<Mlp.Pass> passes;
    private final float[] joined;
    private final float[] part;
    private final float[] lowest;
    private final int[] chosen;

    private Pass(Workspace workspace, int rows, Precision precision) {
      most = rows;
      passes = networks.stream().map(network -> network.pass(workspace, rows, precision)).toList();
      joined = new float[rows * (shape.states() + shape.actions())];
      part = new float[joined.length];
      lowest = new float[rows];
      chosen = new int[rows];
    }

    /**
     * Computes the values of all critics.
     *
     * @param states rows × length
     * @param actions rows × length
     */
    public void forward(float[] states, float[] actions, int rows) {
      Rows.requireRoom(rows, most);
      Rows.require("states", states, rows, shape.states());
      Rows.require("actions", actions, rows, shape.actions());
      int length = shape.states() + shape.actions();
      for (int row = 0; row < rows; row++) {
        int at = row * length;
        System.arraycopy(states, row * shape.states(), joined, at, shape.states());
        System.arraycopy(
            actions, row * shape.actions(), joined, at + shape.states(), shape.actions());
      }
      for (int k = 0; k < shape.count(); k++) {
        passes.get(k).forward(joined, rows);
      }
    }

    /** What a critic says, one value for each row. */
    public float[] values(int critic) {
      return passes.get(critic).output();
    }

    /** Where a way back begins: the gradient by what a critic says, one for each row. */
    public float[] valueGradient(int critic) {
      return passes.get(critic).outputGradient();
    }

    /**
     * The lowest value of each row. What is not a number is lower than all.
     *
     * @return one for each row, in an array that the next call overwrites
     */
    public float[] lowest(int rows) {
      System.arraycopy(values(0), 0, lowest, 0, rows);
      Arrays.fill(chosen, 0, rows, 0);
      for (int k = 1; k < shape.count(); k++) {
        float[] values = values(k);
        for (int row = 0; row < rows; row++) {
          chosen[row] = values[row] <= lowest[row] ? k : chosen[row];
          lowest[row] = Math.min(lowest[row], values[row]);
        }
      }
      return lowest;
    }

    /**
     * Begins a way back at the values that {@link #lowest} chose: sets the gradient by each.
     *
     * @param gradient by the lowest values, one for each row
     */
    public void startAtLowest(float[] gradient, int rows) {
      Rows.require("gradient by the lowest values", gradient, rows, 1);
      for (int k = 0; k < shape.count(); k++) {
        float[] target = valueGradient(k);
        for (int row = 0; row < rows; row++) {
          target[row] = chosen[row] == k ? gradient[row] : 0;
        }
      }
    }

    /**
     * Adds the gradient by the weights.
     *
     * @param gradient to which it is added
     */
    public void backward(Critics gradient, int rows) {
      for (int k = 0; k < shape.count(); k++) {
        passes.get(k).backward(gradient.networks.get(k), rows);
      }
    }

    /**
     * As {@link #backward(Critics, int)}, and computes the gradient by the states, for what lies
     * below them.
     *
     * @param toStates receives it, rows × length
     */
    public void backward(Critics gradient, float[] toStates, int rows) {
      Rows.require("gradient by states", toStates, rows, shape.states());
      Arrays.fill(toStates, 0, rows * shape.states(), 0);
      int length = shape.states() + shape.actions();
      for (int k = 0; k < shape.count(); k++) {
        passes.get(k).backward(gradient.networks.get(k), rows);
        passes.get(k).toInput(rows).read(0, part, 0, rows * length);
        addColumns(part, length, 0, toStates, shape.states(), rows);
      }
    }

    /**
     * Computes the gradient by the actions alone, which costs least: for an actor.
     *
     * @param toActions receives it, rows × length
     */
    public void backwardToActions(float[] toActions, int rows) {
      Rows.require("gradient by actions", toActions, rows, shape.actions());
      passes.get(0).backwardToInput(ofActions.get(0), toActions, rows);
      for (int k = 1; k < shape.count(); k++) {
        passes.get(k).backwardToInput(ofActions.get(k), part, rows);
        for (int i = 0; i < rows * shape.actions(); i++) {
          toActions[i] += part[i];
        }
      }
    }

    /**
     * Computes the gradient by states and actions, but not by the weights: for what is imagined.
     *
     * @param toStates receives rows × length
     * @param toActions receives rows × length
     */
    public void backwardToInputs(float[] toStates, float[] toActions, int rows) {
      Rows.require("gradient by states", toStates, rows, shape.states());
      Rows.require("gradient by actions", toActions, rows, shape.actions());
      Arrays.fill(toStates, 0, rows * shape.states(), 0);
      Arrays.fill(toActions, 0, rows * shape.actions(), 0);
      int length = shape.states() + shape.actions();
      for (int k = 0; k < shape.count(); k++) {
        passes.get(k).backwardToInput(part, rows);
        addColumns(part, length, 0, toStates, shape.states(), rows);
        addColumns(part, length, shape.states(), toActions, shape.actions(), rows);
      }
    }

    private static void addColumns(
        float[] source, int length, int from, float[] target, int count, int rows) {
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < count; i++) {
          target[row * count + i] += source[row * length + from + i];
        }
      }
    }
  }
}
