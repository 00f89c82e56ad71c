package dev.visor.plugin.dreamer;

import dev.visor.api.PictureAveraging;
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
  private final PictureAveraging averaging;
  private final PictureEncoder encoder;
  private final StateFilter filter;
  private final LatentStates state;
  private final byte[] averaged;
  private final float[] embedding;
  private final float[] noise;
  private final float[] features;
  private final float[] action;

  /**
   * @param averaging what pictures go through first
   * @param model encoder, recurrence and posterior
   */
  LatentFollower(
      Workspace workspace, ModelShape shape, PictureAveraging averaging, Parameters model) {
    this.shape = shape;
    this.averaging = averaging;
    encoder = PictureEncoder.forward(workspace, shape.pictures(), model, 1);
    filter = new StateFilter(workspace, shape.latent(), model, 1);
    state = new LatentStates(shape.latent(), 1);
    averaged = new byte[averaging.none() ? 0 : shape.pictures().values()];
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
   * @param image as it is shown, before it is averaged
   * @return the features there, in an array that the next call overwrites
   */
  float[] see(byte[] image, RandomGenerator random) {
    encoder.encode(averaged(image), 1, embedding, 0);
    shape.latent().state().draw(random, noise, 1);
    filter.step(state, action, embedding, noise, 1);
    state.features(features, 1);
    return features;
  }

  private byte[] averaged(byte[] image) {
    if (averaging.none()) {
      return image;
    }
    averaging.average(image, 1, averaged, 0);
    return averaged;
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
