package dev.visor.plugin.sac;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.Policy;
import dev.visor.nn.ActorForm;
import dev.visor.nn.ActorSnapshot;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.Workspace;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** Acts by the mean of the actor at the state observation; the picture is not looked at. */
final class SacPolicy implements Policy {
  private final Workspace workspace;
  private final TanhGaussianActor.Pass actor;

  private SacPolicy(Workspace workspace, TanhGaussianActor.Pass actor) {
    this.workspace = workspace;
    this.actor = actor;
  }

  /**
   * The policy of a snapshot.
   *
   * @throws IOException if it is of another task's shape
   */
  static SacPolicy of(ActorSnapshot snapshot, EnvironmentSpec spec) throws IOException {
    ActorForm form = snapshot.form();
    if (form.states() != spec.observation().proprio() || form.actions() != spec.actionSize()) {
      throw new IOException(
          "the actor goes from "
              + form.states()
              + " state values to "
              + form.actions()
              + " action values; "
              + spec.task().id()
              + " has "
              + spec.observation().proprio()
              + " and takes "
              + spec.actionSize());
    }
    Workspace workspace = new Workspace();
    return new SacPolicy(workspace, snapshot.actor(workspace).pass(workspace, 1));
  }

  @Override
  public void reset(RandomGenerator random) {
    // There is no state, and nothing is drawn.
  }

  @Override
  public float[] act(Observation observation) {
    return actor.mode(observation.proprio(), 1).clone();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
