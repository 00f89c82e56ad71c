package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient by SameDiff, of the graph that {@link LossGraph} describes.
 *
 * <p>Parameters and gradients live in Java arrays, because everything else works on those; they are
 * copied into the graph's arrays and out of them at every call, which costs a hundredth of the
 * computation.
 */
final class GraphGradient implements WorldModelGradient, AutoCloseable {
  private final SameDiff graph;
  private final ModelShape shape;
  private final LompoParameters parameters;
  private final Tensors weights;
  private final Map<String, INDArray> inputs = new HashMap<>();
  private final List<String> outputs;

  /**
   * Builds the graph.
   *
   * @param weights the world model's arrays, read at every call
   */
  GraphGradient(ModelShape shape, LompoParameters parameters, Tensors weights) {
    this.shape = shape;
    this.parameters = parameters;
    this.weights = weights;
    try (QuietOutput quiet = new QuietOutput()) {
      graph = LossGraph.graph(shape, parameters, weights, DataType.FLOAT);
      graph.createGradFunction();
    }
    for (String name : graph.inputs()) {
      inputs.put(name, Nd4j.create(DataType.FLOAT, graph.getVariable(name).getShape()));
    }
    outputs =
        shape.terminal()
            ? List.of(
                LossGraph.IMAGE_LOSS, LossGraph.REWARD_LOSS, LossGraph.KL, LossGraph.TERMINAL_LOSS)
            : List.of(LossGraph.IMAGE_LOSS, LossGraph.REWARD_LOSS, LossGraph.KL);
  }

  @Override
  public ModelLosses compute(SequenceBatch batch, float[] noise, int[] heads, Tensors gradient) {
    for (String name : weights.names()) {
      put(weights.get(name), graph.getVariable(name).getArr());
    }
    feed(batch, noise, heads);
    OutAndGrad result = graph.calculateGradientsAndOutputs(inputs, outputs, weights.names());
    for (String name : weights.names()) {
      take(result.getGradients().get(name), gradient.get(name));
    }
    double image = mean(result, LossGraph.IMAGE_LOSS, batch);
    double reward = mean(result, LossGraph.REWARD_LOSS, batch);
    double kl = mean(result, LossGraph.KL, batch);
    double terminal = shape.terminal() ? mean(result, LossGraph.TERMINAL_LOSS, batch) : 0;
    double total =
        image
            + parameters.rewardWeight() * reward
            + parameters.klWeight() * kl
            + parameters.terminalWeight() * terminal;
    return new ModelLosses(total, image, reward, kl, terminal);
  }

  private void feed(SequenceBatch batch, float[] noise, int[] heads) {
    float[] images = new float[batch.images().length];
    Encoder.scale(batch.images(), 0, images, images.length);
    put(images, inputs.get(LossGraph.IMAGE));
    put(batch.actions(), inputs.get(LossGraph.ACTION));
    put(batch.rewards(), inputs.get(LossGraph.REWARD));
    put(noise, inputs.get(LossGraph.NOISE));
    float[] weight = batch.mask().clone();
    float each = 1f / batch.valid();
    for (int i = 0; i < weight.length; i++) {
      weight[i] *= each;
    }
    put(weight, inputs.get(LossGraph.WEIGHT));
    if (shape.terminal()) {
      put(batch.terminals(), inputs.get(LossGraph.TERMINAL));
    }
    if (!LossGraph.everyHead(parameters)) {
      float[] chosen = new float[batch.length() * shape.ensemble()];
      for (int t = 0; t < batch.length(); t++) {
        chosen[t * shape.ensemble() + heads[t]] = 1;
      }
      put(chosen, inputs.get(LossGraph.HEAD));
    }
  }

  /** The mean over rows that are not padding, in double precision: a float sum is too coarse. */
  private static double mean(OutAndGrad result, String name, SequenceBatch batch) {
    float[] rows = new float[batch.rows()];
    take(result.getOutputs().get(name), rows);
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += batch.mask()[i] * (double) rows[i];
    }
    return sum / batch.valid();
  }

  private static void put(float[] values, INDArray target) {
    new FloatPointer(target.data().pointer()).put(values, 0, (int) target.length());
  }

  private static void take(INDArray source, float[] values) {
    INDArray rows =
        source.ordering() == 'c' && !source.isView() && source.stride(-1) == 1
            ? source
            : source.dup('c');
    new FloatPointer(rows.data().pointer()).get(values, 0, values.length);
    if (rows != source) {
      rows.close();
    }
    if (source.closeable()) {
      source.close();
    }
  }

  @Override
  public void close() {
    inputs.values().forEach(INDArray::close);
  }
}
