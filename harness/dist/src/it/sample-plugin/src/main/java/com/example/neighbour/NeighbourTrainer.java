package com.example.neighbour;

import dev.visor.api.DatasetView;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.RandomStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Fills the memory: every update remembers one observation, drawn at random. */
final class NeighbourTrainer implements OfflineTrainer {
  private final NeighbourParameters parameters;
  private final DatasetView data;
  private final RandomStream random;
  private Memory memory;

  NeighbourTrainer(OfflineContext context) {
    parameters = context.parameters(NeighbourParameters.class);
    data = context.dataset();
    // The host keeps the stream's position with every checkpoint.
    random = context.random().stream("rows");
    memory = new Memory(parameters.grid(), data.actionSize());
  }

  @Override
  public long updates() {
    return parameters.rows();
  }

  @Override
  public long done() {
    return memory.pictures().size();
  }

  @Override
  public void step() {
    int episode = random.nextInt(data.episodes());
    int t = random.nextInt(data.length(episode));
    byte[] image = new byte[data.observation().imageBytes()];
    float[] action = new float[data.actionSize()];
    data.images(episode, t, 1, image, 0);
    data.actions(episode, t, 1, action, 0);
    memory.add(Shrink.to(parameters.grid(), image, data.observation()), action);
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    memory.write(out);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    memory.write(out);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    memory = Memory.read(in);
  }

  @Override
  public void close() {}
}
