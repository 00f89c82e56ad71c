package com.example.toy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.api.DatasetView;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.random.RandomGenerator;

/** Stochastic gradient descent on one weight. */
final class ToyTrainer implements OfflineTrainer {
  private static final float RATE = 0.2f;

  private final OfflineContext context;
  private final ToyAlgorithm.Settings settings;
  private final RandomGenerator batch;
  private float weight;
  private long done;

  ToyTrainer(OfflineContext context, ToyAlgorithm.Settings settings) {
    this.context = context;
    this.settings = settings;
    this.batch = context.random().stream("batch");
    this.weight = (float) context.random().stream("init").nextGaussian();
  }

  @Override
  public long updates() {
    return settings.updates();
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public void step() {
    if (done + 1 == settings.at()) {
      settings.mischief().ofTrainer(done + 1);
    }
    sleep();
    DatasetView data = context.dataset();
    int episode = batch.nextInt(data.episodes());
    int at = batch.nextInt(data.length(episode));
    float[] place = new float[1];
    float[] action = new float[1];
    data.proprio(episode, at, 1, place, 0);
    data.actions(episode, at, 1, action, 0);
    float error = weight * place[0] - action[0];
    weight -= RATE * error * place[0];
    done += settings.mischief().counts();
    context.scalars().record("loss", done, error * error);
    if (done == settings.updates()) {
      context.artifacts().write("weight.txt", Float.toString(weight).getBytes(UTF_8));
    }
  }

  private void sleep() {
    try {
      Thread.sleep(settings.millis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    new DataOutputStream(out).writeFloat(weight);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeFloat(weight);
    data.writeLong(done);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    weight = data.readFloat();
    done = data.readLong();
  }

  @Override
  public void close() {}
}
