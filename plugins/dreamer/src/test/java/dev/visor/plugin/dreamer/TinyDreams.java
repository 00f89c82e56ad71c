package dev.visor.plugin.dreamer;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.nn.Initialiser;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.HashMap;
import java.util.Map;

/** A world model small enough for finite differences, with a batch of random sequences. */
final class TinyDreams {
  static final int ACTIONS = 2;
  static final ObservationSpec PICTURES = new ObservationSpec(32, 32, 0);

  final RandomStream random = RandomStream.of("tiny dreams");
  final Workspace workspace = new Workspace();
  final DreamerParameters parameters;
  final ModelShape shape;
  final Parameters weights;
  final Replay episodes = new Replay(PICTURES, ACTIONS, 1000);
  final Sequences batch;
  final float[] noise;
  final int[] heads;

  TinyDreams(Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>();
    all.put("deter", 5);
    all.put("units", 6);
    all.put("headUnits", 7);
    all.put("behaviourUnits", 7);
    all.put("stoch", 3);
    all.put("classes", 3);
    all.put("penalty", Penalty.MEANDIS);
    all.put("ensemble", 3);
    all.put("batch", 3);
    all.put("sequence", 5);
    all.put("klWeight", 2.0);
    all.put("rewardWeight", 3.0);
    all.putAll(changes);
    parameters = Vary.smoke(all);
    shape = ModelShape.of(PICTURES, ACTIONS, parameters);
    weights = shape.initial(workspace, random);
    for (String name : weights.names()) {
      if (name.contains("bias")) {
        Initialiser.glorot(weights, name, 20, 20, random);
      }
    }
    // The second is shorter than a sequence, and ends the task.
    episodes.add(episode(7, false));
    episodes.add(episode(3, true));
    batch = new Sequences(PICTURES, ACTIONS, parameters.batch(), parameters.sequence());
    batch.sample(episodes, random);
    batch.fill(0, episodes, 1, 0);
    batch.fill(1, episodes, 0, 2);
    noise = new float[batch.rows() * shape.latent().state().draws()];
    shape.latent().state().draw(random, noise, batch.rows());
    heads = new int[batch.length()];
    for (int t = 0; t < heads.length; t++) {
      heads[t] = t % shape.latent().ensemble();
    }
  }

  private Episode episode(int length, boolean terminated) {
    byte[] images = new byte[(length + 1) * PICTURES.imageBytes()];
    random.nextBytes(images);
    float[] actions = draw(length * ACTIONS);
    float[] rewards = draw(length);
    return new Episode(images, new float[0], actions, rewards, terminated, !terminated);
  }

  /** Standard Gaussian draws. */
  float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  WorldModelLoss loss() {
    return new WorldModelLoss(workspace, shape, parameters.model(), weights);
  }
}
