package dev.visor.plugin.dreamer;

import dev.visor.api.Observation;
import dev.visor.api.PictureAveraging;
import dev.visor.api.Policy;
import dev.visor.api.RandomStream;
import dev.visor.nn.Actor;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;

/** The trained policy: it samples the posterior, and acts by the actor's mode. */
final class LatentPolicy implements Policy {
  private final Workspace workspace;
  private final LatentFollower follower;
  private final Actor.Pass actor;
  private RandomGenerator random = RandomStream.of("before the first reset");

  /**
   * @param workspace where all of it lives; closed with the policy
   * @param averaging what pictures go through first
   * @param model encoder, recurrence and posterior
   */
  LatentPolicy(
      Workspace workspace,
      ModelShape shape,
      PictureAveraging averaging,
      Parameters model,
      Actor actor) {
    this.workspace = workspace;
    follower = new LatentFollower(workspace, shape, averaging, model);
    this.actor = actor.pass(workspace, 1);
  }

  @Override
  public void reset(RandomGenerator newRandom) {
    random = newRandom;
    follower.reset();
  }

  @Override
  public float[] act(Observation observation) {
    float[] action = actor.mode(follower.see(observation.image(), random), 1).clone();
    follower.did(action);
    return action;
  }

  @Override
  public void close() {
    workspace.close();
  }
}
