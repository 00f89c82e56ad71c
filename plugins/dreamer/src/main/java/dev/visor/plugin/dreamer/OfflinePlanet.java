package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.PictureAveraging;
import dev.visor.nn.Workspace;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** PlaNet on a dataset: the world model learns, and the policy is to plan in it as it now is. */
final class OfflinePlanet implements OfflineTrainer {
  private static final int MAGIC = 'V' << 24 | 'P' << 16 | 'L' << 8 | 'O';
  private static final int VERSION = 1;

  private final PlanetParameters parameters;
  private final PictureAveraging averaging;
  private final DatasetView dataset;
  private final Workspace workspace = new Workspace();
  private final ModelLearner model;
  private long done;

  OfflinePlanet(OfflineContext context, PlanetParameters parameters) {
    this.parameters = parameters;
    averaging = PictureAveraging.of(context.dataset().observation(), parameters.averageTo());
    dataset = averaging.seen(context.dataset());
    model =
        new ModelLearner(
            workspace,
            PlanetModel.shape(dataset.observation(), dataset.actionSize(), parameters),
            parameters.model(),
            dataset.observation(),
            context.random(),
            context.scalars());
  }

  @Override
  public long updates() {
    return parameters.modelUpdates();
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public void step() {
    model.learn(dataset, done + 1);
    done++;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    PlanetModel.write(out, averaging, model.shape(), model.weights(), parameters.planning());
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeLong(done);
    model.save(data);
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in));
    if (data.readInt() != MAGIC || data.readInt() != VERSION) {
      throw new IOException("this is no checkpoint of planet, offline, in format " + VERSION);
    }
    done = data.readLong();
    model.restore(data);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
