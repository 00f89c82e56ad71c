package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The schedule of Offline DV2 (Lu et al. 2023): the world model first, then behaviour in a model
 * that no longer changes, from states of a fresh batch each time.
 */
final class OfflineDreamer implements OfflineTrainer {
  private static final int MAGIC = 'V' << 24 | 'D' << 16 | 'R' << 8 | 'O';
  private static final int VERSION = 1;

  private final DreamerParameters parameters;
  private final DatasetView dataset;
  private final DreamerAgent agent;
  private long done;

  OfflineDreamer(OfflineContext context, DreamerParameters parameters) {
    this.parameters = parameters;
    agent =
        new DreamerAgent(
            parameters,
            context.dataset().observation(),
            context.dataset().actionSize(),
            context.random(),
            context.scalars());
    dataset = agent.averaging().seen(context.dataset());
  }

  @Override
  public long updates() {
    return (long) parameters.modelUpdates() + parameters.behaviourUpdates();
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
  public void step() {
    if (done < parameters.modelUpdates()) {
      agent.model().learn(dataset, done + 1);
    } else {
      agent.model().observe(dataset);
      agent.learnBehaviour(done + 1);
    }
    done++;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    agent.writePolicy(out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeLong(done);
    agent.save(data);
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in));
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("this is no checkpoint of dreamer, offline, in format " + VERSION);
    }
    done = data.readLong();
    agent.restore(data);
  }

  @Override
  public void close() {
    agent.close();
  }
}
