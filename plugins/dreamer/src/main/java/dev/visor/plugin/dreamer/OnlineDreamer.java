package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import dev.visor.api.OnlineContext;
import dev.visor.api.RandomStream;
import dev.visor.nn.Actor;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * DreamerV2 as it learns online: it explores by the policy's own draws, and an update is one of the
 * model and one of behaviour, which imagines from the states that the first has just seen.
 */
final class OnlineDreamer implements OnlineLearner {
  private final RandomStream exploration;
  private final RandomStream latents;
  private final Workspace workspace = new Workspace();
  private final DreamerAgent agent;
  private final LatentFollower follower;
  private final Actor.Pass actor;
  private final float[] noise;

  OnlineDreamer(OnlineContext context, DreamerParameters parameters) {
    int actions = context.spec().actionSize();
    exploration = context.random().stream("exploration");
    latents = context.random().stream("latent");
    agent =
        new DreamerAgent(
            parameters, context.spec().observation(), actions, context.random(), context.scalars());
    follower =
        new LatentFollower(
            workspace, agent.model().shape(), agent.averaging(), agent.model().weights());
    actor = agent.behaviour().actor().pass(workspace, 1);
    noise = new float[actions];
  }

  @Override
  public void begin() {
    follower.reset();
  }

  @Override
  public float[] act(byte[] image) {
    float[] features = follower.see(image, latents);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) exploration.nextGaussian();
    }
    float[] action = actor.act(features, noise, 1).clone();
    follower.did(action);
    return action;
  }

  @Override
  public void update(DatasetView replay, long at) {
    agent.model().learn(agent.averaging().seen(replay), at);
    agent.learnBehaviour(at);
  }

  @Override
  public void refresh() {
    follower.refresh();
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    agent.writePolicy(out);
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    agent.save(out);
    follower.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    agent.restore(in);
    follower.restore(in);
    follower.refresh();
  }

  @Override
  public void close() {
    workspace.close();
    agent.close();
  }
}
