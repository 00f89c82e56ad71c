package dev.visor.plugin.lompo;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.LatentStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A world model small enough for finite differences, with a batch of random sequences. */
final class TinyModel {
  static final int ACTIONS = 2;
  static final int FELT = 3;

  final LompoParameters parameters;
  final ModelShape shape;
  final Workspace workspace = new Workspace();
  final Parameters weights;
  final MemoryDataset dataset;
  final SequenceBatch batch;
  final float[] noise;
  final int[] heads;

  /** The model with some parameters changed, on pictures of 32 pixels. */
  TinyModel(Map<String, Object> changes) {
    this(32, changes);
  }

  /** The model on pictures of another size. */
  TinyModel(int edge, Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>();
    all.put("deter", 5);
    all.put("stoch", 3);
    all.put("units", 6);
    all.put("depth", 2);
    all.put("ensemble", 3);
    all.put("modelBatch", 3);
    all.put("sequence", 4);
    all.put("klWeight", 0.7);
    all.put("rewardWeight", 3.0);
    all.putAll(changes);
    parameters = Vary.of(LompoParameters.defaults(Profile.SMOKE, Penalty.LOG_PROB, true), all);
    ObservationSpec observation = new ObservationSpec(edge, edge, FELT);
    shape = ModelShape.of(observation, ACTIONS, parameters, parameters.terminal() == Terminal.ON);
    RandomStream random = RandomStream.of("tiny");
    weights = WorldModelParameters.initial(shape, workspace, random);
    for (String name : weights.names()) {
      if (name.contains("bias")) {
        Initialiser.glorot(weights, name, 20, 20, random);
      }
    }
    dataset = randomDataset(observation, random, 2, 7, 9);
    batch = new SequenceBatch(shape, parameters.modelBatch(), parameters.sequence());
    new SequenceSampler(dataset, batch.length()).sample(batch, random);
    noise = new float[batch.rows() * shape.stoch()];
    Noise.fill(random, noise, noise.length);
    heads = new int[batch.length()];
    for (int t = 0; t < heads.length; t++) {
      heads[t] = t % shape.ensemble();
    }
  }

  /** Episodes of noise, each the second of which ends the task. */
  static MemoryDataset randomDataset(RandomStream random, int... lengths) {
    return randomDataset(new ObservationSpec(32, 32, FELT), random, lengths);
  }

  static MemoryDataset randomDataset(
      ObservationSpec observation, RandomStream random, int... lengths) {
    List<Episode> episodes = new ArrayList<>();
    for (int length : lengths) {
      byte[] images = new byte[(length + 1) * observation.imageBytes()];
      random.nextBytes(images);
      float[] actions = new float[length * ACTIONS];
      float[] rewards = new float[length];
      for (int i = 0; i < actions.length; i++) {
        actions[i] = 2 * random.nextFloat() - 1;
      }
      for (int t = 0; t < length; t++) {
        rewards[t] = random.nextFloat();
      }
      float[] proprio = new float[(length + 1) * observation.proprio()];
      Noise.fill(RandomStream.of("felt", "" + episodes.size()), proprio, proprio.length);
      boolean terminated = episodes.size() % 2 == 1;
      episodes.add(new Episode(images, proprio, actions, rewards, terminated, !terminated));
    }
    return new MemoryDataset(observation, ACTIONS, episodes);
  }

  /** The model, run forward. */
  WorldModel model() {
    return new WorldModel(workspace, shape, weights, 100);
  }

  /** Sees the states of all sequences at one time. */
  interface Visitor {
    void at(int t, LatentStates states);
  }

  /** Lets the model's filter go along the batch, with the batch's noise. */
  void filter(WorldModel model, Visitor visitor) {
    int count = batch.batch();
    float[] embeddings = new float[batch.rows() * shape.embedding()];
    model.perception().encode(batch.images(), batch.proprio(), batch.rows(), embeddings, 0);
    LatentStates states = new LatentStates(shape.latent(), count);
    for (int t = 0; t < batch.length(); t++) {
      model
          .filter()
          .step(
              states,
              part(batch.actions(), t, count * shape.actions()),
              part(embeddings, t, count * shape.embedding()),
              part(noise, t, count * shape.stoch()),
              count);
      visitor.at(t, states);
    }
  }

  private static float[] part(float[] values, int index, int length) {
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  /** The loss graph in double precision, with these weights in it. */
  SameDiff doubleGraph() {
    try (QuietOutput quiet = new QuietOutput()) {
      SameDiff graph = LossGraph.graph(shape, parameters, weights, DataType.DOUBLE);
      graph.createGradFunction();
      for (String name : weights.names()) {
        graph.getVariable(name).getArr().assign(array(weights.get(name), weights.shape(name)));
      }
      return graph;
    }
  }

  /** The batch, as that graph takes it. */
  Map<String, INDArray> doubleInputs(SameDiff graph) {
    Map<String, float[]> values = new HashMap<>();
    float[] images = new float[batch.images().length];
    for (int i = 0; i < images.length; i++) {
      images[i] = (batch.images()[i] & 0xff) / 255f - 0.5f;
    }
    values.put(LossGraph.IMAGE, images);
    values.put(LossGraph.FELT, batch.proprio());
    values.put(LossGraph.ACTION, batch.actions());
    values.put(LossGraph.REWARD, batch.rewards());
    values.put(LossGraph.TERMINAL, batch.terminals());
    values.put(LossGraph.NOISE, noise);
    float[] weight = batch.mask().clone();
    for (int i = 0; i < weight.length; i++) {
      weight[i] /= batch.valid();
    }
    values.put(LossGraph.WEIGHT, weight);
    float[] head = new float[heads.length * shape.ensemble()];
    for (int t = 0; t < heads.length; t++) {
      head[t * shape.ensemble() + heads[t]] = 1;
    }
    values.put(LossGraph.HEAD, head);
    Map<String, INDArray> inputs = new HashMap<>();
    for (String name : graph.inputs()) {
      long[] lengths = graph.getVariable(name).getShape();
      int[] shape = new int[lengths.length];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = (int) lengths[i];
      }
      inputs.put(name, array(values.get(name), shape));
    }
    return inputs;
  }

  private static INDArray array(float[] values, int[] shape) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    long[] lengths = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      lengths[i] = shape[i];
    }
    return Nd4j.create(doubles, lengths, 'c');
  }
}
