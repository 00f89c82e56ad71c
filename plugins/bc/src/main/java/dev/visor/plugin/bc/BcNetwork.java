package dev.visor.plugin.bc;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * From a stack of pictures to an action: encoder, two layers of units, and one tanh for each value
 * of the action. The loss is the mean over rows and values of (action − data's action)².
 *
 * <p>Its weights start as numbers from our own stream, never ND4J's, and are written as they lie in
 * Deeplearning4j's flat vector.
 */
final class BcNetwork implements AutoCloseable {
  private static final String INPUT = "pictures";
  private static final String OUTPUT = "action";
  private static final int DRQ_CHANNELS = 32;
  private static final int DRQ_FEATURES = 50;
  private static final int DRQ_LEAST = 16;

  private final BcParameters parameters;
  private final FrameStack stack;
  private final int actionSize;
  private final List<String> convolutions = new ArrayList<>();
  private final List<String> dense = new ArrayList<>();
  private final ComputationGraph graph;
  private final INDArray one;
  private final long[] pictureShape;
  private boolean closed;

  BcNetwork(BcParameters parameters, EnvironmentSpec spec) {
    ObservationSpec observation = spec.observation();
    this.parameters = parameters;
    this.stack = new FrameStack(observation, parameters.frames());
    this.actionSize = spec.actionSize();
    this.pictureShape = new long[] {1, stack.channels(), observation.height(), observation.width()};
    this.graph = build(observation);
    this.one = Nd4j.create(DataType.FLOAT, pictureShape);
  }

  private ComputationGraph build(ObservationSpec observation) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(1) // unused: every weight is set by initialise or read
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.ZERO)
            .updater(new Adam(parameters.learningRate(), 0.9, 0.999, 1e-8))
            .graphBuilder()
            .addInputs(INPUT)
            .setInputTypes(
                InputType.convolutional(
                    observation.height(), observation.width(), stack.channels()));
    String features =
        switch (parameters.encoder()) {
          case STRIDED -> strided(builder, Math.min(observation.height(), observation.width()));
          case DRQ -> drq(builder, Math.min(observation.height(), observation.width()));
        };
    Activation unit = parameters.encoder() == Encoder.DRQ ? Activation.RELU : Activation.ELU;
    String below = features;
    for (int i = 0; i < 2; i++) {
      DenseLayer layer =
          new DenseLayer.Builder().nOut(parameters.hidden()).activation(unit).build();
      below = add(builder, layer, "hidden" + i, below);
    }
    builder.addLayer(
        OUTPUT,
        new OutputLayer.Builder(LossFunction.MSE)
            .nOut(actionSize)
            .activation(Activation.TANH)
            .build(),
        below);
    dense.add(OUTPUT);
    ComputationGraph built = new ComputationGraph(builder.setOutputs(OUTPUT).build());
    built.init();
    return built;
  }

  /** Halves the picture until fewer than 6 pixels are left in one direction. */
  private String strided(GraphBuilder builder, int picture) {
    String below = INPUT;
    int channels = parameters.depth();
    for (int size = picture; size >= 6; size = (size - 4) / 2 + 1) {
      below = add(builder, convolution(4, 2, channels), below);
      channels *= 2;
    }
    return below;
  }

  private String drq(GraphBuilder builder, int picture) {
    if (picture < DRQ_LEAST) {
      throw new IllegalArgumentException(
          "the encoder drq needs pictures of "
              + DRQ_LEAST
              + " pixels or more, and these have "
              + picture);
    }
    String below = INPUT;
    for (int i = 0; i < 4; i++) {
      below = add(builder, convolution(3, i == 0 ? 2 : 1, DRQ_CHANNELS), below);
    }
    DenseLayer trunk =
        new DenseLayer.Builder()
            .nOut(DRQ_FEATURES)
            .hasLayerNorm(true)
            .activation(Activation.TANH)
            .build();
    return add(builder, trunk, "trunk", below);
  }

  private static OneDnnConvolution convolution(int kernel, int stride, int channels) {
    return new OneDnnConvolution(
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .nOut(channels)
            .activation(Activation.RELU));
  }

  private String add(GraphBuilder builder, OneDnnConvolution layer, String below) {
    String name = "convolution" + convolutions.size();
    builder.addLayer(name, layer, below);
    convolutions.add(name);
    return name;
  }

  private String add(GraphBuilder builder, DenseLayer layer, String name, String below) {
    builder.addLayer(name, layer, below);
    dense.add(name);
    return name;
  }

  /** The shape of its input. */
  FrameStack stack() {
    return stack;
  }

  /** Draws all weights; biases start at 0. */
  void initialise(RandomStream random) {
    boolean orthogonal = parameters.encoder() == Encoder.DRQ;
    for (String name : convolutions) {
      INDArray weights = graph.getParam(name + "_W"); // out, in, height, width
      int count = (int) weights.length();
      int out = (int) weights.size(0);
      long pixels = weights.size(2) * weights.size(3);
      set(
          weights,
          orthogonal
              ? Weights.orthogonal(out, count / out, Math.sqrt(2), random)
              : Weights.glorot(count, weights.size(1) * pixels, out * pixels, random));
    }
    for (String name : dense) {
      INDArray weights = graph.getParam(name + "_W"); // in, out
      int in = (int) weights.size(0);
      int out = (int) weights.size(1);
      set(
          weights,
          orthogonal
              ? Weights.orthogonal(in, out, 1, random)
              : Weights.glorot(in * out, in, out, random));
    }
  }

  private static void set(INDArray weights, float[] values) {
    try (INDArray source = Nd4j.create(values, weights.shape(), 'c')) {
      weights.assign(source);
    }
  }

  /**
   * One step of Adam.
   *
   * @param pictures stacks, one for each row
   * @param actions what the data did
   * @return the loss before the step
   */
  double fit(float[] pictures, float[] actions) {
    int rows = actions.length / actionSize;
    long[] shape = pictureShape.clone();
    shape[0] = rows;
    try (INDArray input = Nd4j.create(pictures, shape, 'c');
        INDArray target = Nd4j.create(actions, new long[] {rows, actionSize}, 'c')) {
      graph.fit(new INDArray[] {input}, new INDArray[] {target});
      return graph.score();
    }
  }

  /** The action at a stack. */
  float[] act(float[] pictures) {
    one.data().asNioFloat().put(pictures);
    try (INDArray action = graph.outputSingle(false, one)) {
      return action.toFloatVector();
    }
  }

  /** Writes the weights. */
  void writeWeights(OutputStream out) throws IOException {
    write(graph.params(), out);
  }

  /** Reads weights that a network of the same parameters wrote. */
  void readWeights(InputStream in) throws IOException {
    read(graph.params(), in);
  }

  /** Writes weights and Adam's state. */
  void writeTraining(OutputStream out) throws IOException {
    write(graph.params(), out);
    write(graph.getUpdater().getStateViewArray(), out);
  }

  /** Reads what {@link #writeTraining} wrote after so many updates. */
  void readTraining(InputStream in, int updates) throws IOException {
    read(graph.params(), in);
    read(graph.getUpdater().getStateViewArray(), in);
    // Adam corrects its first steps by their number.
    graph.getConfiguration().setIterationCount(updates);
  }

  private static void write(INDArray array, OutputStream out) throws IOException {
    float[] values = array.dup().data().asFloat();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(values.length);
    data.write(bytes.array());
    data.flush();
  }

  private static void read(INDArray array, InputStream in) throws IOException {
    int count = new DataInputStream(in).readInt();
    if (count != array.length()) {
      throw new IOException(
          count + " values for a network of " + array.length() + "; other parameters wrote them");
    }
    byte[] bytes = new byte[Float.BYTES * count];
    new DataInputStream(in).readFully(bytes);
    FloatBuffer values = ByteBuffer.wrap(bytes).asFloatBuffer();
    float[] copy = new float[count];
    values.get(copy);
    try (INDArray source = Nd4j.create(copy, array.shape(), 'c')) {
      array.assign(source);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      one.close();
      graph.close();
    }
  }
}
