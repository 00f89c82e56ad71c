package dev.visor.plugin.lompo;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.PictureAveraging;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import dev.visor.nn.Parameters;
import dev.visor.nn.Team;
import dev.visor.nn.Workspace;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The schedule: the world model first, then the agent. Every update counts as one, whichever phase
 * it belongs to; what is done between them (encoding, imagining) belongs to the update before which
 * it is due.
 */
final class LompoTrainer implements OfflineTrainer {
  private static final int MAGIC = 'V' << 24 | 'L' << 16 | 'O' << 8 | 'C';
  private static final int VERSION = 2;

  /** Updates of the agent that take as long as one of the model: some 15 at quick, 7 at laptop. */
  private static final double AGENT_UPDATES_PER_MODEL_UPDATE = 10;

  private final LompoParameters parameters;
  private final ModelShape shape;
  private final ObservationSpec shown;
  private final DatasetView dataset;
  private final RandomStreams random;
  private final Scalars scalars;
  private final Cancellation cancellation;
  private final int threads;

  private final Workspace workspace = new Workspace();
  private final Parameters weights;
  private final ActorCritic agent;

  /** Present while the world model learns, from its first update on. */
  private Optional<ModelTraining> modelTraining = Optional.empty();

  /** Present from the agent's first update on. */
  private Optional<AgentTraining> agentTraining = Optional.empty();

  /** Present where episodes are held out. */
  private Optional<Validation> validation = Optional.empty();

  private long done;

  LompoTrainer(OfflineContext context, LompoParameters parameters) {
    this.parameters = parameters;
    shown = context.dataset().observation();
    DatasetView seen = PictureAveraging.of(shown, parameters.averageTo()).seen(context.dataset());
    random = context.random();
    scalars = context.scalars();
    cancellation = context.cancellation();
    threads = context.threads();
    shape =
        ModelShape.of(
            seen.observation(),
            seen.actionSize(),
            parameters,
            parameters.terminal().predicts(seen));
    EpisodeSubset.Split split =
        EpisodeSubset.split(seen, parameters.heldOut(), random.stream("held-out"));
    dataset = split.learned();
    weights = WorldModelParameters.initial(shape, workspace, random.stream("model/init"));
    agent =
        new ActorCritic(
            workspace,
            workspace.own(new Team(Math.min(threads, parameters.realRows()))),
            parameters,
            shape.features(),
            shape.actions(),
            random.stream("agent/init"));
    if (split.heldOut().episodes() > 0) {
      validation =
          Optional.of(
              new Validation(
                  split.heldOut(),
                  shape,
                  weights,
                  agent,
                  random.stream("validation"),
                  scalars,
                  context.artifacts()));
    }
  }

  @Override
  public long updates() {
    return (long) parameters.modelUpdates() + parameters.agentUpdates();
  }

  @Override
  public long policyFrom() {
    return parameters.modelUpdates();
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public double shareDone() {
    long model = Math.min(done, parameters.modelUpdates());
    return work(model, done - model) / work(parameters.modelUpdates(), parameters.agentUpdates());
  }

  /** Of so many updates of each phase, in updates of the agent. */
  private static double work(long modelUpdates, long agentUpdates) {
    return AGENT_UPDATES_PER_MODEL_UPDATE * modelUpdates + agentUpdates;
  }

  @Override
  public void step() {
    if (done < parameters.modelUpdates()) {
      stepModel();
    } else {
      stepAgent();
    }
  }

  private void stepModel() {
    if (modelTraining.isEmpty()) {
      modelTraining = Optional.of(newModelTraining());
    }
    modelTraining.get().update(done + 1);
    done++;
    if (due(done, parameters.modelUpdates())) {
      validation.ifPresent(judge -> judge.model(done));
    }
    if (done == parameters.modelUpdates()) {
      validation.ifPresent(Validation::film);
      // Its memory is large, and nobody needs it any more.
      modelTraining.get().close();
      modelTraining = Optional.empty();
    }
  }

  private void stepAgent() {
    long index = done - parameters.modelUpdates();
    if (agentTraining.isEmpty()) {
      AgentTraining training = newAgentTraining();
      if (!training.prepare(done + 1, cancellation)) {
        training.close();
        return;
      }
      agentTraining = Optional.of(training);
    } else if (index % parameters.refreshEvery() == 0) {
      agentTraining.get().refresh();
    }
    agentTraining.get().update(done + 1);
    done++;
    if (due(index + 1, parameters.agentUpdates())) {
      validation.ifPresent(judge -> judge.agent(done));
    }
  }

  /** Whether an update of a phase is one of those after which it is judged, evenly spread. */
  private boolean due(long update, long updates) {
    long times = parameters.validations();
    return update * times / updates > (update - 1) * times / updates;
  }

  private ModelTraining newModelTraining() {
    return new ModelTraining(parameters, shape, dataset, random, scalars, weights, threads);
  }

  private AgentTraining newAgentTraining() {
    return new AgentTraining(parameters, dataset, random, scalars, shape, weights, agent);
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    Parameters acting =
        agentTraining.map(AgentTraining::actingWeights).orElseGet(agent::actorWeights);
    PolicyFile.write(out, shown, shape, parameters, weights, acting);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeLong(done);
    weights.write(data);
    agent.save(data);
    data.writeBoolean(modelTraining.isPresent());
    if (modelTraining.isPresent()) {
      modelTraining.get().save(data);
    }
    data.writeBoolean(agentTraining.isPresent());
    if (agentTraining.isPresent()) {
      agentTraining.get().save(data);
    }
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in));
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("this is no checkpoint of LOMPO in format " + VERSION);
    }
    try {
      done = data.readLong();
      weights.read(data);
      agent.restore(data);
      if (data.readBoolean()) {
        ModelTraining training = newModelTraining();
        training.restore(data);
        modelTraining = Optional.of(training);
      }
      if (data.readBoolean()) {
        AgentTraining training = newAgentTraining();
        training.restore(data);
        agentTraining = Optional.of(training);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the checkpoint is of other parameters: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    modelTraining.ifPresent(ModelTraining::close);
    modelTraining = Optional.empty();
    agentTraining.ifPresent(AgentTraining::close);
    agentTraining = Optional.empty();
    validation.ifPresent(Validation::close);
    validation = Optional.empty();
    workspace.close();
  }
}
