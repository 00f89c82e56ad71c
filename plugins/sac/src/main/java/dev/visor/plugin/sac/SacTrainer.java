package dev.visor.plugin.sac;

import dev.visor.api.Environment;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.TimeStep;
import dev.visor.api.TrainingDivergedException;
import dev.visor.nn.ActorSnapshot;
import dev.visor.nn.TanhGaussianActor;
import dev.visor.nn.Workspace;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Acts, remembers, learns: one decision a step, uniform ones first and the actor's after that, each
 * of these followed by its updates.
 */
final class SacTrainer implements OnlineTrainer {
  private static final int MAGIC = 'V' << 24 | 'S' << 16 | 'A' << 8 | 'C';
  private static final int VERSION = 1;

  private final OnlineContext context;
  private final SacParameters parameters;
  private final Environment environment;
  private final int states;
  private final int actions;
  private final RandomGenerator starts;
  private final RandomGenerator exploration;
  private final RandomGenerator batches;
  private final RandomGenerator noises;

  private final Workspace workspace = new Workspace();
  private final SoftActorCritic agent;
  private final TanhGaussianActor.Pass actor;
  private final ReplayBuffer buffer;
  private final SoftActorCritic.Batch batch;
  private final SoftActorCritic.Losses losses = new SoftActorCritic.Losses();
  private final RecentReturns returns = new RecentReturns();
  private final float[] noise;

  /** What was seen last, in an episode that is under way. */
  private float[] state = new float[0];

  private boolean running;
  private double totalReward;
  private long decisions;
  private long updates;

  SacTrainer(OnlineContext context) {
    this.context = context;
    parameters = context.parameters(SacParameters.class);
    environment = context.environment();
    states = context.spec().observation().proprio();
    actions = context.spec().actionSize();
    if (states == 0) {
      throw new IllegalArgumentException(
          "sac learns from states, and "
              + context.spec().task().id()
              + " has no state observation");
    }
    RandomGenerator initial = context.random().stream("init");
    starts = context.random().stream("start");
    exploration = context.random().stream("exploration");
    batches = context.random().stream("batch");
    noises = context.random().stream("noise");
    agent = new SoftActorCritic(workspace, parameters, states, actions, initial);
    actor = agent.form().actor(agent.actorWeights()).pass(workspace, 1);
    long most = Math.min(parameters.buffer(), context.budget());
    buffer = new ReplayBuffer((int) most, states, actions);
    batch = SoftActorCritic.Batch.of(parameters.batch(), states, actions);
    noise = new float[actions];
  }

  @Override
  public void step() {
    if (!running) {
      state = environment.reset(starts.nextLong()).observation().proprio();
      running = true;
      totalReward = 0;
    }
    float[] action = action();
    TimeStep step = environment.step(action);
    float[] nextState = step.observation().proprio();
    double scaled = parameters.rewardScale() * step.reward();
    buffer.add(state, action, scaled, !step.terminated(), nextState);
    state = nextState;
    totalReward += step.reward();
    decisions++;
    if (step.last()) {
      running = false;
      returns.add(totalReward);
      context.scalars().record("episode/return", context.environmentSteps(), totalReward);
    }
    if (decisions > parameters.randomDecisions()) {
      for (int i = 0; i < parameters.updatesPerDecision(); i++) {
        update();
      }
      record();
    }
  }

  private float[] action() {
    if (decisions >= parameters.randomDecisions()) {
      for (int i = 0; i < actions; i++) {
        noise[i] = (float) exploration.nextGaussian();
      }
      return actor.act(state, noise, 1);
    }
    for (int i = 0; i < actions; i++) {
      noise[i] = 2 * exploration.nextFloat() - 1;
    }
    return noise;
  }

  private void update() {
    buffer.sample(batches, batch);
    batch.drawNoise(noises);
    agent.update(batch, losses);
    updates++;
    if (!losses.finite) {
      throw new TrainingDivergedException("a loss of soft actor-critic", updates);
    }
  }

  private void record() {
    long at = context.environmentSteps();
    context.scalars().record("critic/loss", at, losses.critics);
    context.scalars().record("actor/loss", at, losses.actor);
    context.scalars().record("actor/entropy", at, losses.entropy);
    context.scalars().record("temperature", at, agent.temperature());
    context.scalars().record("return/recent", at, returns.mean());
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put("algorithm", SacAlgorithm.ID);
    notes.put("task", context.spec().task().id().toString());
    notes.put("trial", context.trial());
    notes.put("env_steps", Long.toString(context.environmentSteps()));
    notes.put("training_episodes", Integer.toString(returns.count()));
    notes.put("training_return", Double.toString(returns.mean()));
    ActorSnapshot.of(notes, agent.form(), agent.actorWeights()).write(out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeLong(decisions);
    data.writeLong(updates);
    data.writeBoolean(running);
    data.writeDouble(totalReward);
    for (int i = 0; running && i < states; i++) {
      data.writeFloat(state[i]);
    }
    returns.save(data);
    agent.save(data);
    buffer.save(data);
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("this is no checkpoint of sac in format " + VERSION);
    }
    decisions = data.readLong();
    updates = data.readLong();
    running = data.readBoolean();
    totalReward = data.readDouble();
    state = new float[states];
    for (int i = 0; running && i < states; i++) {
      state[i] = data.readFloat();
    }
    returns.restore(data);
    agent.restore(data);
    buffer.restore(data);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
