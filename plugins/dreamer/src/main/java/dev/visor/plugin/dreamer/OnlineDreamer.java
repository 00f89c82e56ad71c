package dev.visor.plugin.dreamer;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.RandomStream;
import dev.visor.api.TimeStep;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.Workspace;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The schedule of DreamerV2: uniform actions for some episodes, updates on these, and then the
 * policy's own draws, with updates of model and behaviour every few decisions. It learns from whole
 * episodes, so that one that is under way counts once it is over.
 */
final class OnlineDreamer implements OnlineTrainer {
  private static final int MAGIC = 'V' << 24 | 'D' << 16 | 'R' << 8 | 'L';
  private static final int VERSION = 1;

  private final DreamerParameters parameters;
  private final OnlineContext context;
  private final Environment environment;
  private final RandomStream starts;
  private final RandomStream exploration;
  private final RandomStream latents;

  private final Workspace workspace = new Workspace();
  private final DreamerAgent agent;
  private final LatentFollower follower;
  private final TanhGaussianActor.Pass actor;
  private final Replay replay;
  private final Recording recording;
  private final float[] noise;

  private long decisions;
  private long updates;

  private long due;

  /** Whether the prefill is over, so that the policy acts. */
  private boolean acting;

  OnlineDreamer(OnlineContext context, DreamerParameters parameters) {
    this.parameters = parameters;
    this.context = context;
    environment = context.environment();
    ObservationSpec observation = context.spec().observation();
    int actions = context.spec().actionSize();
    starts = context.random().stream("start");
    exploration = context.random().stream("exploration");
    latents = context.random().stream("latent");
    agent = new DreamerAgent(parameters, observation, actions, context.random(), context.scalars());
    follower = new LatentFollower(workspace, agent.shape(), agent.weights());
    actor = agent.behaviour().actor().pass(workspace, 1);
    replay = new Replay(observation, actions, parameters.replay());
    recording = new Recording(observation.imageBytes(), actions);
    noise = new float[actions];
  }

  @Override
  public void step() {
    catchUp();
    if (!recording.running()) {
      recording.begin(environment.reset(starts.nextLong()));
      follower.reset();
    }
    float[] action = acting ? drawn() : uniform();
    TimeStep step = environment.step(action);
    recording.add(action, step);
    decisions++;
    if (step.last()) {
      context
          .scalars()
          .record("episode/return", context.environmentSteps(), recording.totalReward());
      replay.add(recording.end(step.terminated()));
    }
    due();
    catchUp();
  }

  private float[] uniform() {
    float[] action = new float[noise.length];
    for (int i = 0; i < action.length; i++) {
      action[i] = 2 * exploration.nextFloat() - 1;
    }
    return action;
  }

  private float[] drawn() {
    float[] features = follower.see(recording.lastImage(), latents);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) exploration.nextGaussian();
    }
    float[] action = actor.act(features, noise, 1).clone();
    follower.did(action);
    return action;
  }

  /** Finds which updates belong to the decision that was just made. */
  private void due() {
    if (acting) {
      if (decisions % parameters.trainEvery() == 0) {
        due += parameters.trainSteps();
      }
    } else if (decisions >= parameters.prefill() && !recording.running()) {
      acting = true;
      due += parameters.pretrain();
    }
  }

  /** Makes the updates that are due; what is left when it is asked to stop stays due. */
  private void catchUp() {
    boolean changed = due > 0;
    while (due > 0 && !context.cancellation().requested()) {
      agent.learnModel(replay, context.environmentSteps());
      agent.learnBehaviour(context.environmentSteps());
      updates++;
      due--;
    }
    if (changed) {
      follower.refresh();
    }
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    agent.writePolicy(out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeLong(decisions);
    data.writeLong(updates);
    data.writeLong(due);
    data.writeBoolean(acting);
    agent.save(data);
    follower.save(data);
    replay.save(data);
    recording.save(data);
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("this is no checkpoint of dreamer, online, in format " + VERSION);
    }
    decisions = data.readLong();
    updates = data.readLong();
    due = data.readLong();
    acting = data.readBoolean();
    agent.restore(data);
    follower.restore(data);
    follower.refresh();
    replay.restore(data);
    recording.restore(data);
  }

  @Override
  public void close() {
    workspace.close();
    agent.close();
  }
}
