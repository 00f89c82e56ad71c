package dev.visor.nn;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

/**
 * A network with a layer of each kind, that learns to draw its input again, whose pixels it takes
 * to lie as its last layer has them: convolution, perceptron, gated recurrent unit along two steps,
 * transposed convolution, sub-pixel convolution. It makes its arrays once, as every trainer should.
 */
final class SmallNetwork {
  private static final int STEPS = 2;
  private static final int ROWS = 2;
  private static final int PICTURES = STEPS * ROWS;
  private static final int EDGE = 10;
  private static final int CHANNELS = 3;
  private static final int STATE = 9;
  private static final int LAYERS = 2;

  private final Random random = new Random(11);
  private final Parameters parameters;
  private final Parameters gradient;
  private final Adam adam;

  private final Pictures input;
  private final Convolution encoder;
  private final Mlp.Pass perceptron;
  private final Mlp perceptronGradient;
  private final GruCell.Steps recurrence;
  private final Pictures lowest;
  private final Pictures lowestErrors;
  private final TransposedConvolution decoder;
  private final TransposedConvolution last;

  private final float[] wanted = new float[PICTURES * EDGE * EDGE * CHANNELS];
  private final float[] drawn = new float[wanted.length];
  private final float[] embeddings;
  private final float[] embeddingErrors;
  private final float[] part = new float[ROWS * STATE];
  private final float[] below = new float[ROWS * STATE];
  private final float[] state = new float[ROWS * STATE];
  private final float[] states = new float[PICTURES * STATE];
  private final float[] stateErrors = new float[PICTURES * STATE];

  SmallNetwork(Workspace workspace, Precision precision) {
    input = new Pictures(workspace, precision, PICTURES, EDGE, CHANNELS);
    Layout.Builder layout = Layout.builder();
    Convolution.declare(layout, "encoder", 4, CHANNELS, 6);
    Mlp.declare(layout, "perceptron", 4 * 4 * 6, 12, STATE);
    GruCell.declare(layout, "recurrence", STATE, STATE);
    TransposedConvolution.declare(layout, "decoder", 4, STATE, 5);
    TransposedConvolution.declare(layout, "last", 4, 5, CHANNELS);
    parameters = layout.build().allocate(workspace);
    gradient = parameters.zeros();
    for (String name : parameters.names()) {
      Initialiser.glorot(parameters, name, 20, 20, random);
    }
    adam = new Adam(parameters, 1e-3, 100);

    encoder =
        Convolution.trained(
            parameters, gradient, "encoder", 2, Activation.RELU, input, Optional.empty());
    embeddings = new float[PICTURES * encoder.output().values()];
    embeddingErrors = new float[embeddings.length];
    perceptron =
        new Mlp(parameters, "perceptron", LAYERS, Activation.ELU).pass(workspace, PICTURES);
    perceptronGradient = new Mlp(gradient, "perceptron", LAYERS, Activation.ELU);
    recurrence =
        new GruCell(workspace, parameters, "recurrence", ROWS).steps(workspace, STEPS, ROWS);
    lowest = new Pictures(workspace, precision, PICTURES, 1, STATE);
    lowestErrors = lowest.zeros();
    decoder =
        new TransposedConvolution(
            parameters, gradient, "decoder", 2, Activation.RELU, lowest, lowestErrors);
    last =
        TransposedConvolution.drawing(
            parameters, gradient, "last", 2, decoder.output(), decoder.outputGradient());
  }

  /** Makes an update on pictures of noise; returns the gradient's norm. */
  double step() {
    draw();
    return learn();
  }

  /** The same with one value replaced, before the network and in what it is to draw. */
  double stepWith(float value) {
    draw();
    wanted[wanted.length / 2] = value;
    return learn();
  }

  /** Draws the pictures of an update, which it does not make. */
  void draw() {
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = random.nextFloat() - 0.5f;
    }
  }

  private double learn() {
    gradient.clear();
    encoder.refresh();
    decoder.refresh();
    last.refresh();
    forward();
    backward();
    decoder.finish();
    last.finish();
    recurrence.finish(gradient);
    return adam.update(gradient);
  }

  private void forward() {
    input.write(0, wanted, 0, wanted.length);
    encoder.forward();
    encoder.output().read(0, embeddings, 0, embeddings.length);
    float[] entered = perceptron.forward(embeddings, PICTURES);
    Arrays.fill(state, 0);
    for (int t = 0; t < STEPS; t++) {
      System.arraycopy(entered, t * part.length, part, 0, part.length);
      recurrence.forward(t, part, state);
      System.arraycopy(state, 0, states, t * part.length, part.length);
    }
    lowest.write(0, states, 0, states.length);
    decoder.forward();
    last.forward();
    last.output().read(0, drawn, 0, drawn.length);
  }

  private void backward() {
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] -= wanted[i];
    }
    last.outputGradient().write(0, drawn, 0, drawn.length);
    last.backward();
    decoder.backward();
    lowestErrors.read(0, stateErrors, 0, stateErrors.length);
    Arrays.fill(state, 0);
    for (int t = STEPS - 1; t >= 0; t--) {
      for (int i = 0; i < state.length; i++) {
        state[i] += stateErrors[t * part.length + i];
      }
      recurrence.backward(t, state, below);
      System.arraycopy(below, 0, perceptron.outputGradient(), t * part.length, part.length);
    }
    perceptron.backward(perceptronGradient, embeddingErrors, PICTURES);
    encoder.outputGradient().write(0, embeddingErrors, 0, embeddingErrors.length);
    encoder.backward();
  }

  /** A digest of every bit of the parameters after some updates. */
  static String digest(Workspace workspace, int updates) {
    SmallNetwork network = new SmallNetwork(workspace, Precision.FLOAT);
    for (int i = 0; i < updates; i++) {
      double norm = network.step();
      if (!(norm > 0 && Double.isFinite(norm))) {
        throw new IllegalStateException("a gradient of the norm " + norm);
      }
    }
    return network.digest();
  }

  /** A digest of every bit of the parameters. */
  String digest() {
    float[] values = parameters.values().toArray();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Prints the digest after some updates, whose number is the only argument. */
  public static void main(String[] arguments) {
    try (Workspace workspace = new Workspace()) {
      System.out.println(digest(workspace, Integer.parseInt(arguments[0])));
    }
  }
}
