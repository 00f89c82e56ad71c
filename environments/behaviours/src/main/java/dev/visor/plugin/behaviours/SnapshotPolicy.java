package dev.visor.plugin.behaviours;

import dev.visor.api.EnvironmentSpec;
import dev.visor.api.RandomStream;
import dev.visor.nn.ActorForm;
import dev.visor.nn.ActorSnapshot;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.Workspace;
import java.util.random.RandomGenerator;

/** A trained actor at work: it is told the whole state, and never sees a picture. */
final class SnapshotPolicy implements AutoCloseable {
  private final Workspace workspace = new Workspace();
  private final TanhGaussianActor.Pass actor;
  private final float[] noise;
  private final boolean drawn;
  private RandomGenerator random = RandomStream.of("before the first reset");

  /**
   * @param spec of the task
   * @param drawn whether actions are drawn, as in training, or the most likely ones
   * @throws IllegalArgumentException if the actor is of a task of another shape
   */
  SnapshotPolicy(ActorSnapshot snapshot, EnvironmentSpec spec, boolean drawn) {
    ActorForm form = snapshot.form();
    if (form.states() != spec.task().state().size() || form.actions() != spec.actionSize()) {
      workspace.close();
      throw new IllegalArgumentException(
          "the actor goes from "
              + form.states()
              + " state values to "
              + form.actions()
              + " action values, and is none of "
              + spec.task().id());
    }
    this.actor = snapshot.actor(workspace).pass(workspace, 1);
    this.noise = new float[form.actions()];
    this.drawn = drawn;
  }

  /** Begins an episode, whose actions are drawn from these numbers. */
  void reset(RandomGenerator ofEpisode) {
    random = ofEpisode;
  }

  /** The action in a state. */
  float[] act(float[] state) {
    if (!drawn) {
      return actor.mode(state, 1).clone();
    }
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return actor.act(state, noise, 1).clone();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
