package dev.visor.plugin.lompo;

import dev.visor.api.Observation;
import dev.visor.api.PictureAveraging;
import dev.visor.api.Policy;
import dev.visor.api.RandomStream;
import dev.visor.nn.Actor;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.LatentStates;
import dev.visor.nn.rssm.StateFilter;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The trained policy: it follows the posterior from picture to picture, sampling it, and acts by
 * the actor without noise.
 */
final class LatentPolicy implements Policy {
  private final Workspace workspace;
  private final PictureAveraging averaging;
  private final Perception perception;
  private final StateFilter filter;
  private final Actor.Pass actor;
  private final LatentStates state;
  private final byte[] averaged;
  private final float[] embedding;
  private final float[] noise;
  private final float[] features;
  private final float[] action;
  private RandomGenerator random = RandomStream.of("before the first reset");

  /**
   * @param workspace where all of it lives; closed with the policy
   * @param averaging what pictures go through first
   * @param model perception, recurrence and posterior
   */
  LatentPolicy(
      Workspace workspace,
      ModelShape shape,
      PictureAveraging averaging,
      Parameters model,
      Actor actor) {
    this.workspace = workspace;
    this.averaging = averaging;
    perception = Perception.forward(workspace, shape, model, 1);
    filter = new StateFilter(workspace, shape.latent(), model, 1);
    this.actor = actor.pass(workspace, 1);
    state = new LatentStates(shape.latent(), 1);
    averaged = new byte[averaging.none() ? 0 : shape.pictures().values()];
    embedding = new float[shape.embedding()];
    noise = new float[shape.stoch()];
    features = new float[shape.features()];
    action = new float[shape.actions()];
  }

  @Override
  public void reset(RandomGenerator newRandom) {
    random = newRandom;
    state.clear();
    Arrays.fill(action, 0);
  }

  @Override
  public float[] act(Observation observation) {
    perception.encode(picture(observation), observation.proprio(), 1, embedding, 0);
    Noise.fill(random, noise, noise.length);
    filter.step(state, action, embedding, noise, 1);
    state.features(features, 1);
    System.arraycopy(actor.mode(features, 1), 0, action, 0, action.length);
    return action.clone();
  }

  private byte[] picture(Observation observation) {
    if (averaging.none()) {
      return observation.image();
    }
    averaging.average(observation.image(), 1, averaged, 0);
    return averaged;
  }

  @Override
  public void close() {
    workspace.close();
  }
}
