package dev.visor.plugin.bc;

import dev.visor.nn.Activation;
import dev.visor.nn.Convolution;
import dev.visor.nn.Dense;
import dev.visor.nn.Elementary;
import dev.visor.nn.LayerNorm;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Pictures;
import dev.visor.nn.PixelInput;
import dev.visor.nn.Precision;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The layers of a network at work on batches of one size, with or without their gradient. */
final class Perception {
  private final int rows;
  private final Pictures input;
  private final PixelInput pixels;
  private final List<Convolution> convolutions = new ArrayList<>();
  private final Optional<Trunk> trunk;
  private final Mlp.Pass head;
  private final Optional<Mlp> headGradient;

  /** Few features: a dense layer, normalised, through a tanh. */
  private record Trunk(
      Mlp.Pass dense,
      Optional<Mlp> denseGradient,
      LayerNorm norm,
      float[] features,
      float[] errors) {
    static Trunk of(
        Workspace workspace, Parameters weights, Optional<Parameters> gradient, int rows) {
      Mlp dense = network(weights);
      return new Trunk(
          dense.pass(workspace, rows),
          gradient.map(Trunk::network),
          new LayerNorm(weights, gradient.orElse(weights), "trunk/norm", rows),
          new float[rows * dense.outputs()],
          new float[rows * dense.outputs()]);
    }

    private static Mlp network(Parameters parameters) {
      return new Mlp(List.of(Dense.of(parameters, "trunk")), Activation.NONE);
    }

    float[] forward(int rows) {
      norm.forward(dense.forward(rows), features, rows);
      for (int i = 0; i < features.length; i++) {
        features[i] = Elementary.tanh(features[i]);
      }
      return features;
    }

    void backward(int rows) {
      for (int i = 0; i < features.length; i++) {
        errors[i] *= 1 - features[i] * features[i];
      }
      norm.backward(errors, dense.outputGradient(), rows);
      dense.backward(denseGradient.orElseThrow(), rows);
    }
  }

  private Perception(
      Workspace workspace,
      Architecture architecture,
      Parameters weights,
      Optional<Parameters> gradient,
      int rows) {
    this.rows = rows;
    input =
        new Pictures(
            workspace, Precision.FLOAT, rows, architecture.edge(), architecture.channels());
    pixels = new PixelInput(input);
    Pictures from = input;
    // Nobody wants the gradient by the pictures themselves.
    Optional<Pictures> below = Optional.empty();
    for (int i = 0; i < architecture.convolutions().size(); i++) {
      String name = "encoder/" + i;
      int stride = architecture.convolutions().get(i).stride();
      Convolution layer =
          gradient.isPresent()
              ? Convolution.trained(
                  weights, gradient.get(), name, stride, Activation.RELU, from, below)
              : Convolution.forward(weights, name, stride, Activation.RELU, from);
      convolutions.add(layer);
      from = layer.output();
      below = gradient.map(present -> layer.outputGradient());
    }
    trunk =
        architecture.hasTrunk()
            ? Optional.of(Trunk.of(workspace, weights, gradient, rows))
            : Optional.empty();
    head = head(architecture, weights).pass(workspace, rows);
    headGradient = gradient.map(vector -> head(architecture, vector));
  }

  private static Mlp head(Architecture architecture, Parameters parameters) {
    return new Mlp(parameters, "head", Architecture.HEAD_LAYERS, architecture.unit());
  }

  /** The layers, for computing actions only. */
  static Perception forward(
      Workspace workspace, Architecture architecture, Parameters weights, int rows) {
    return new Perception(workspace, architecture, weights, Optional.empty(), rows);
  }

  /**
   * The layers with their gradient.
   *
   * @param gradient to which it is added
   */
  static Perception trained(
      Workspace workspace,
      Architecture architecture,
      Parameters weights,
      Parameters gradient,
      int rows) {
    return new Perception(workspace, architecture, weights, Optional.of(gradient), rows);
  }

  /** Takes the weights as they now are: to be called after they changed. */
  void refresh() {
    convolutions.forEach(Convolution::refresh);
  }

  /** How many rows go through at once. */
  int rows() {
    return rows;
  }

  /**
   * Computes actions before their tanh.
   *
   * @param pictures stacks of unsigned bytes, one for each row of a batch
   * @param first the row of the batch with which to begin
   * @param count how many go through; beyond them what was there before does
   * @return rows × length of an action, in an array that the next call overwrites
   */
  float[] forward(byte[] pictures, int first, int count) {
    pixels.write(pictures, first * input.values(), count);
    convolutions.forEach(Convolution::forward);
    Pictures embedding = embedding();
    if (trunk.isEmpty()) {
      embedding.copyTo(head.input(), 0, rows);
      return head.forward(rows);
    }
    embedding.copyTo(trunk.get().dense().input(), 0, rows);
    return head.forward(trunk.get().forward(rows), rows);
  }

  /** What the last convolution puts out, or the picture itself where there is none. */
  private Pictures embedding() {
    return convolutions.isEmpty() ? input : last().output();
  }

  private Convolution last() {
    return convolutions.get(convolutions.size() - 1);
  }

  /** Where {@link #backward} finds the gradient by what {@link #forward} returned. */
  float[] outputGradient() {
    return head.outputGradient();
  }

  /** Adds the gradient by the weights. */
  void backward() {
    Mlp gradient = headGradient.orElseThrow();
    Mlp.Pass lowest = head;
    if (trunk.isPresent()) {
      head.backward(gradient, trunk.get().errors(), rows);
      trunk.get().backward(rows);
      lowest = trunk.get().dense();
    } else {
      head.backward(gradient, rows);
    }
    if (convolutions.isEmpty()) {
      return;
    }
    last().outputGradient().copyFrom(lowest.toInput(rows), 0, rows);
    for (int i = convolutions.size() - 1; i >= 0; i--) {
      convolutions.get(i).backward();
    }
  }
}
