package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Initialiser;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The arrays of a world model: their names, lengths and first values. Weights are drawn as Keras
 * does by default, biases are 0.
 */
final class WorldModelParameters {
  private final ModelShape shape;
  private final RandomGenerator random;
  private final Tensors tensors = new Tensors();

  private WorldModelParameters(ModelShape shape, RandomGenerator random) {
    this.shape = shape;
    this.random = random;
  }

  /** Draws the arrays of a new world model. */
  static Tensors initial(ModelShape shape, RandomGenerator random) {
    WorldModelParameters parameters = new WorldModelParameters(shape, random);
    parameters.encoder();
    parameters.recurrence();
    parameters.posterior();
    parameters.prior();
    parameters.decoder();
    parameters.head("reward", 2);
    if (shape.terminal()) {
      parameters.head("terminal", 3);
    }
    return parameters.tensors;
  }

  /** Whether acting needs an array: encoder, recurrence and posterior do. */
  static boolean acts(String name) {
    return name.startsWith("encoder/")
        || name.startsWith("recurrence/")
        || name.startsWith("posterior/");
  }

  private void encoder() {
    List<Integer> channels = shape.encoderChannels();
    int inputs = ModelShape.CHANNELS;
    for (int i = 0; i < channels.size(); i++) {
      int kernel = ModelShape.ENCODER_KERNEL;
      String name = "encoder/" + i;
      tensors.add(name + "/kernel", kernel, kernel, inputs, channels.get(i));
      tensors.add(name + "/bias", channels.get(i));
      glorot(name, kernel * kernel * inputs, kernel * kernel * channels.get(i));
      inputs = channels.get(i);
    }
  }

  private void recurrence() {
    dense("recurrence/in", shape.stoch() + shape.actions(), shape.units());
    int deter = shape.deter();
    tensors.add("recurrence/gru/input", shape.units(), 3 * deter);
    tensors.add("recurrence/gru/input_bias", 3 * deter);
    tensors.add("recurrence/gru/recurrent", deter, 3 * deter);
    tensors.add("recurrence/gru/recurrent_bias", 3 * deter);
    Initialiser.glorot(tensors.get("recurrence/gru/input"), shape.units(), 3 * deter, random);
    Initialiser.orthogonal(tensors.get("recurrence/gru/recurrent"), deter, 3 * deter, random);
  }

  private void posterior() {
    dense("posterior/hidden", shape.deter() + shape.embedding(), shape.units());
    dense("posterior/out", shape.units(), 2 * shape.stoch());
  }

  /** Each head is a member of the ensemble: its arrays are slices along the first length. */
  private void prior() {
    members("prior/hidden", shape.deter(), shape.units());
    members("prior/out", shape.units(), 2 * shape.stoch());
  }

  private void members(String name, int inputs, int outputs) {
    tensors.add(name + "/kernel", shape.ensemble(), inputs, outputs);
    tensors.add(name + "/bias", shape.ensemble(), outputs);
    glorot(name, inputs, outputs);
  }

  private void decoder() {
    dense("decoder/in", shape.features(), shape.decoderInputs());
    List<ModelShape.Deconvolution> layers = shape.decoder();
    for (int i = 0; i < layers.size(); i++) {
      ModelShape.Deconvolution layer = layers.get(i);
      int kernel = layer.kernel();
      String name = "decoder/" + i;
      if (i == 0) {
        // Its picture has a single place, so that the layer is a matrix from channels to pictures.
        tensors.add(name + "/kernel", layer.inputs(), kernel * kernel * layer.outputs());
      } else {
        tensors.add(name + "/kernel", kernel, kernel, layer.outputs(), layer.inputs());
      }
      tensors.add(name + "/bias", layer.outputs());
      glorot(name, kernel * kernel * layer.inputs(), kernel * kernel * layer.outputs());
    }
  }

  /** A perceptron from features to one value. */
  private void head(String name, int hidden) {
    int inputs = shape.features();
    for (int i = 0; i < hidden; i++) {
      dense(name + "/" + i, inputs, shape.units());
      inputs = shape.units();
    }
    dense(name + "/" + hidden, inputs, 1);
  }

  private void dense(String name, int inputs, int outputs) {
    tensors.add(name + "/kernel", inputs, outputs);
    tensors.add(name + "/bias", outputs);
    glorot(name, inputs, outputs);
  }

  private void glorot(String name, int inputs, int outputs) {
    Initialiser.glorot(tensors.get(name + "/kernel"), inputs, outputs, random);
  }
}
