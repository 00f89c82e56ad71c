package dev.visor.core.trial;

import dev.visor.api.Checkpointable;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.TimeStep;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The environment of online training: counts control steps, and takes no more of them than the
 * budget.
 *
 * <p>A checkpoint keeps the seed of the episode that is under way and its actions. Whoever goes on
 * from there plays them again: an environment that is reset with the same seed and given the same
 * actions is in the same state, to the last bit, whatever it keeps inside. Nothing else could be
 * asked of every environment.
 */
public final class MeteredEnvironment implements Environment, Checkpointable {
  private static final int FIRST_ROOM = 64;

  private final Environment environment;
  private final long budget;
  private final int repeat;
  private final int horizon;
  private final int actionSize;

  private long steps;
  private boolean running;
  private long seed;
  private float[] actions = new float[FIRST_ROOM];
  private int decisions;

  /**
   * @param environment closed with this one
   * @param budget control steps, 1 or more
   */
  public MeteredEnvironment(Environment environment, long budget) {
    this.environment = environment;
    this.budget = budget;
    this.repeat = environment.spec().task().actionRepeat();
    this.horizon = environment.spec().task().horizon();
    this.actionSize = environment.spec().actionSize();
  }

  /** Control steps taken so far, in this process and before it. */
  public long steps() {
    return steps;
  }

  /** Whether no step is left. */
  public boolean spent() {
    return steps >= budget;
  }

  @Override
  public EnvironmentSpec spec() {
    return environment.spec();
  }

  @Override
  public TimeStep reset(long newSeed) {
    TimeStep first = environment.reset(newSeed);
    running = true;
    seed = newSeed;
    decisions = 0;
    return first;
  }

  @Override
  public TimeStep step(float[] action) {
    if (spent()) {
      throw new IllegalStateException(
          "the budget of " + budget + " control steps in " + spec().task().id() + " is spent");
    }
    TimeStep next = environment.step(action);
    // The horizon may cut the last action short.
    steps += Math.min(repeat, horizon - decisions * repeat);
    remember(action);
    running = !next.last();
    return next;
  }

  private void remember(float[] action) {
    int from = decisions * actionSize;
    if (from + actionSize > actions.length) {
      actions = Arrays.copyOf(actions, Math.max(2 * actions.length, from + actionSize));
    }
    System.arraycopy(action, 0, actions, from, actionSize);
    decisions++;
  }

  @Override
  public void save(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(steps);
    data.writeBoolean(running);
    data.writeLong(seed);
    data.writeInt(decisions);
    for (int i = 0; i < decisions * actionSize; i++) {
      data.writeFloat(actions[i]);
    }
    data.flush();
  }

  @Override
  public void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    final long savedSteps = data.readLong();
    final boolean savedRunning = data.readBoolean();
    final long savedSeed = data.readLong();
    int count = data.readInt();
    float[][] saved = new float[count][actionSize];
    for (float[] action : saved) {
      for (int i = 0; i < actionSize; i++) {
        action[i] = data.readFloat();
      }
    }
    if (savedRunning) {
      reset(savedSeed);
      for (float[] action : saved) {
        if (environment.step(action).last()) {
          throw new IOException(
              "an episode of " + spec().task().id() + " ended earlier when it was played again");
        }
        remember(action);
      }
    }
    steps = savedSteps;
  }

  @Override
  public void close() {
    environment.close();
  }
}
