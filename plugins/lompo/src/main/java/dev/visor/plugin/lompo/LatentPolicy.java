package dev.visor.plugin.lompo;

import dev.visor.api.Observation;
import dev.visor.api.Policy;
import dev.visor.api.RandomStream;
import dev.visor.nn.DeterministicActor;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureEncoder;
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
  private final PictureEncoder encoder;
  private final StateFilter filter;
  private final DeterministicActor.Pass actor;
  private final LatentStates state;
  private final float[] embedding;
  private final float[] noise;
  private final float[] features;
  private final float[] action;
  private RandomGenerator random = RandomStream.of("before the first reset");

  /**
   * @param workspace where all of it lives; closed with the policy
   * @param model encoder, recurrence and posterior
   * @param actorWeights the actor's
   * @param actorLayers hidden layers of the actor
   */
  LatentPolicy(
      Workspace workspace,
      ModelShape shape,
      Parameters model,
      Parameters actorWeights,
      int actorLayers) {
    this.workspace = workspace;
    encoder = PictureEncoder.forward(workspace, shape.pictures(), model, 1);
    filter = new StateFilter(workspace, shape.latent(), model, 1);
    actor = LatentActor.of(actorWeights, actorLayers).pass(workspace, 1);
    state = new LatentStates(shape.latent(), 1);
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
    encoder.encode(observation.image(), 1, embedding, 0);
    Noise.fill(random, noise, noise.length);
    filter.step(state, action, embedding, noise, 1);
    state.features(features, 1);
    System.arraycopy(actor.mode(features, 1), 0, action, 0, action.length);
    return action.clone();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
