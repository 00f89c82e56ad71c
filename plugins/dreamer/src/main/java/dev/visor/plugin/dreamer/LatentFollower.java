package dev.visor.plugin.dreamer;

import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureEncoder;
import dev.visor.nn.rssm.LatentStates;
import dev.visor.nn.rssm.StateFilter;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Follows the posterior from picture to picture, sampling it. */
final class LatentFollower {
  private final ModelShape shape;
  private final PictureEncoder encoder;
  private final StateFilter filter;
  private final LatentStates state;
  private final float[] embedding;
  private final float[] noise;
  private final float[] features;
  private final float[] action;

  /**
   * @param model encoder, recurrence and posterior
   */
  LatentFollower(Workspace workspace, ModelShape shape, Parameters model) {
    this.shape = shape;
    encoder = PictureEncoder.forward(workspace, shape.pictures(), model, 1);
    filter = new StateFilter(workspace, shape.latent(), model, 1);
    state = new LatentStates(shape.latent(), 1);
    embedding = new float[shape.pictures().embedding()];
    noise = new float[shape.latent().state().draws()];
    features = new float[shape.features()];
    action = new float[shape.actions()];
  }

  /** Begins an episode. */
  void reset() {
    state.clear();
    Arrays.fill(action, 0);
  }

  /** Takes the weights as they now are: to be called after they changed. */
  void refresh() {
    encoder.refresh();
  }

  /**
   * Goes on to the next picture.
   *
   * @return the features there, in an array that the next call overwrites
   */
  float[] see(byte[] image, RandomGenerator random) {
    encoder.encode(image, 1, embedding, 0);
    shape.latent().state().draw(random, noise, 1);
    filter.step(state, action, embedding, noise, 1);
    state.features(features, 1);
    return features;
  }

  /** Says what was done at the picture that was seen last. */
  void did(float[] taken) {
    System.arraycopy(taken, 0, action, 0, action.length);
  }

  /** Writes state and last action. */
  void save(DataOutputStream out) throws IOException {
    for (float[] values : new float[][] {state.deter(), state.stoch(), action}) {
      for (float value : values) {
        out.writeFloat(value);
      }
    }
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    for (float[] values : new float[][] {state.deter(), state.stoch(), action}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readFloat();
      }
    }
  }
}
