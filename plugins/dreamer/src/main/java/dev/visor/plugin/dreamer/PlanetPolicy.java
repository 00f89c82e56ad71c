package dev.visor.plugin.dreamer;

import dev.visor.api.Observation;
import dev.visor.api.PictureAveraging;
import dev.visor.api.Policy;
import dev.visor.api.RandomStream;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;

/** The trained policy: it samples the posterior, and plans from there at every picture. */
final class PlanetPolicy implements Policy {
  private final Workspace workspace;
  private final LatentFollower follower;
  private final Planner planner;
  private RandomGenerator random = RandomStream.of("before the first reset");

  /**
   * @param workspace where all of it lives; closed with the policy
   * @param averaging what pictures go through first
   * @param model all of a world model but its decoder
   */
  PlanetPolicy(
      Workspace workspace,
      ModelShape shape,
      PictureAveraging averaging,
      Parameters model,
      Planner.Settings planning) {
    this.workspace = workspace;
    follower = new LatentFollower(workspace, shape, averaging, model);
    planner = new Planner(workspace, shape, model, planning);
  }

  @Override
  public void reset(RandomGenerator newRandom) {
    random = newRandom;
    follower.reset();
  }

  @Override
  public float[] act(Observation observation) {
    float[] action = planner.plan(follower.see(observation.image(), random), random);
    follower.did(action);
    return action;
  }

  @Override
  public void close() {
    workspace.close();
  }
}
