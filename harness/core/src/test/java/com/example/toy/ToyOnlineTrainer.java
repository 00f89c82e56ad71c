package com.example.toy;

import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.TimeStep;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.random.RandomGenerator;

/** Follows the noise of those actions that brought the point nearer to 0. */
final class ToyOnlineTrainer implements OnlineTrainer {
  private static final float RATE = 0.2f;

  private final OnlineContext context;
  private final ToyAlgorithm.Settings settings;
  private final RandomGenerator starts;
  private final RandomGenerator noise;
  private boolean running;
  private float place;
  private float weight;
  private long updates;

  ToyOnlineTrainer(OnlineContext context, ToyAlgorithm.Settings settings) {
    this.context = context;
    this.settings = settings;
    this.starts = context.random().stream("start");
    this.noise = context.random().stream("noise");
  }

  @Override
  public void step() {
    if (updates + 1 == settings.at()) {
      settings.mischief().ofTrainer(updates + 1);
    }
    sleep();
    if (!running) {
      place = context.environment().reset(starts.nextLong()).observation().proprio()[0];
    }
    float push = (float) noise.nextGaussian();
    TimeStep step = context.environment().step(new float[] {weight * place + push});
    float nearer = Math.abs(place) - Math.abs(step.observation().proprio()[0]);
    weight += RATE * nearer * push * place;
    place = step.observation().proprio()[0];
    running = !step.last();
    updates++;
    context.scalars().record("nearer", context.environmentSteps(), nearer);
  }

  private void sleep() {
    try {
      Thread.sleep(settings.millis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    new DataOutputStream(out).writeFloat(weight);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeBoolean(running);
    data.writeFloat(place);
    data.writeFloat(weight);
    data.writeLong(updates);
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    running = data.readBoolean();
    place = data.readFloat();
    weight = data.readFloat();
    updates = data.readLong();
  }

  @Override
  public void close() {}
}
