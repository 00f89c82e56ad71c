package dev.visor.plugin.sample;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.deeplearning4j.nn.api.Layer;
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
 * From a stack of pictures to an action: convolutions, two layers of units, and one tanh for each
 * value of the action. The loss is the mean over rows and values of (action − data's action)².
 *
 * <p>Two things differ from a usual Deeplearning4j program, so that a training repeats: weights
 * start as numbers from a stream of Visor's, never ND4J's generator, and they are written together
 * with Adam's state, as they lie in Deeplearning4j's flat vectors.
 */
final class SampleNetwork implements AutoCloseable {
  private static final long MARK = 0x6263_2d67_7261_7068L; // "bc-graph"
  private static final String INPUT = "pictures";
  private static final String OUTPUT = "action";

  private final FrameStack stack;
  private final long[] inputShape;
  private final int actionSize;
  private final ComputationGraph graph;
  private boolean closed;

  SampleNetwork(SampleParameters parameters, EnvironmentSpec spec) {
    ObservationSpec observation = spec.observation();
    this.stack = new FrameStack(observation, parameters.frames());
    this.inputShape = new long[] {1, stack.channels(), observation.height(), observation.width()};
    this.actionSize = spec.actionSize();
    this.graph = build(parameters, observation);
  }

  private ComputationGraph build(SampleParameters parameters, ObservationSpec observation) {
    int height = observation.height();
    int width = observation.width();
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(1) // unused: every weight is set by initialise or read
            .dataType(DataType.FLOAT)
            .weightInit(WeightInit.ZERO)
            .updater(new Adam(parameters.learningRate(), 0.9, 0.999, 1e-8))
            .graphBuilder()
            .addInputs(INPUT)
            .setInputTypes(InputType.convolutional(height, width, stack.channels()));
    String below = INPUT;

    // Each halves the picture and doubles the channels, until fewer than 6 pixels are left.
    int channels = parameters.depth();
    for (int size = Math.min(height, width); size >= 6; size = (size - 4) / 2 + 1) {
      String name = "convolution-of-" + size + "-pixels";
      builder.addLayer(name, convolution(channels), below);
      below = name;
      channels *= 2;
    }
    for (String name : new String[] {"hidden-1", "hidden-2"}) {
      builder.addLayer(name, hidden(parameters.hidden()), below);
      below = name;
    }
    builder.addLayer(OUTPUT, output(), below).setOutputs(OUTPUT);
    ComputationGraph built = new ComputationGraph(builder.build());
    built.init();
    return built;
  }

  private static OneDnnConvolution convolution(int channels) {
    return new OneDnnConvolution(
        new ConvolutionLayer.Builder(4, 4).stride(2, 2).nOut(channels).activation(Activation.RELU));
  }

  private static DenseLayer hidden(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.ELU).build();
  }

  private OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nOut(actionSize)
        .activation(Activation.TANH)
        .build();
  }

  /** The shape of its input. */
  FrameStack stack() {
    return stack;
  }

  /**
   * Draws all weights, uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio, 2010); biases
   * start at 0.
   */
  void initialise(RandomStream random) {
    for (Layer layer : graph.getLayers()) {
      INDArray weights = layer.getParam("W"); // [out, in, height, width], or [in, out]
      long pixels = weights.rank() == 4 ? weights.size(2) * weights.size(3) : 1;
      double limit = Math.sqrt(6.0 / ((weights.size(0) + weights.size(1)) * pixels));
      float[] values = new float[Math.toIntExact(weights.length())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (limit * (2 * random.nextDouble() - 1));
      }
      set(weights, values);
    }
  }

  /**
   * One step of Adam.
   *
   * @param pictures stacks, one for each row
   * @param actions what the data did, rows × values
   * @return the loss before the step
   */
  double fit(float[] pictures, float[] actions) {
    int rows = actions.length / actionSize;
    long[] shape = inputShape.clone();
    shape[0] = rows;
    // Closed at once: ND4J's memory lies outside of Java's, which does not see it fill.
    try (INDArray input = Nd4j.create(pictures, shape, 'c');
        INDArray target = Nd4j.create(actions, new long[] {rows, actionSize}, 'c')) {
      graph.fit(new INDArray[] {input}, new INDArray[] {target});
      return graph.score();
    }
  }

  /** The action at one stack, each value in [−1, 1]. */
  float[] act(float[] pictures) {
    try (INDArray input = Nd4j.create(pictures, inputShape, 'c');
        INDArray action = graph.outputSingle(false, input)) {
      return action.toFloatVector();
    }
  }

  /** Writes what acting takes: the weights. */
  void writeWeights(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(MARK);
    write(graph.params(), data);
  }

  /**
   * Reads what {@link #writeWeights} wrote.
   *
   * @throws IOException if something else wrote it, or a network of other parameters
   */
  void readWeights(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readLong() != MARK) {
      throw new IOException("this was not written by the algorithm 'bc-graph'");
    }
    read(graph.params(), data);
  }

  /** Writes what going on with a training takes: weights and Adam's state. */
  void writeTraining(OutputStream out) throws IOException {
    writeWeights(out);
    write(graph.getUpdater().getStateViewArray(), new DataOutputStream(out));
  }

  /** Reads what {@link #writeTraining} wrote after so many updates. */
  void readTraining(InputStream in, int updates) throws IOException {
    readWeights(in);
    read(graph.getUpdater().getStateViewArray(), new DataInputStream(in));
    // Adam corrects its first steps by their number.
    graph.getConfiguration().setIterationCount(updates);
  }

  private static void write(INDArray array, DataOutputStream out) throws IOException {
    float[] values = array.toFloatVector();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
    out.flush();
  }

  private static void read(INDArray array, DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count != array.length()) {
      throw new IOException(
          count + " values for a network of " + array.length() + "; other parameters wrote them");
    }
    byte[] bytes = new byte[Float.BYTES * count];
    in.readFully(bytes);
    float[] values = new float[count];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    set(array, values);
  }

  private static void set(INDArray array, float[] values) {
    try (INDArray source = Nd4j.create(values, array.shape(), 'c')) {
      array.assign(source);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      graph.close();
    }
  }
}
