package dev.visor.testkit;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.LearningMode;
import dev.visor.api.Observation;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.Parameter;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.RandomStream;
import dev.visor.api.TimeStep;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/**
 * An honest little algorithm that learns online, action = gain × position: it pushes at random and
 * looks which pushes bring the dot nearer. It can be told to break one promise.
 */
@Extension
public final class FlawedOnlineAlgorithm implements Algorithm {
  /** A promise to break. */
  enum Flaw {
    NONE,
    LEARNS_NOTHING,
    DRAWS_FROM_THE_CLOCK,
    IGNORES_THE_SEED,
    FORGETS_WHERE_IT_IS,
    DRAWS_WHEN_IT_WRITES,
    STANDS_STILL,
    BEGINS_TOO_EARLY,
    ACTS_OUT_OF_BOUNDS,
    DENIES_IT,
    CLOSES_ONCE
  }

  /** How hard it pushes. */
  public record Settings(
      @Parameter(value = "Greatest push.", source = "ours", min = 0) double push) {}

  private static final int MARK = 0x6f6e_6c79;

  private final Flaw flaw;

  public FlawedOnlineAlgorithm() {
    this(Flaw.NONE);
  }

  FlawedOnlineAlgorithm(Flaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        "flawed-online",
        1,
        "Correlation of pushes with what they brought.",
        "none",
        Settings.class,
        profile -> new Settings(1),
        Set.of(flaw == Flaw.DENIES_IT ? LearningMode.OFFLINE : LearningMode.ONLINE));
  }

  @Override
  public OnlineTrainer online(OnlineContext context) {
    return new Trainer(context);
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MARK) {
      throw new IOException("this is no policy of the algorithm 'flawed-online'");
    }
    return new Linear(data.readDouble());
  }

  private final class Trainer implements OnlineTrainer {
    private final OnlineContext context;
    private final RandomStream starts;
    private final RandomStream pushes;
    private boolean running;
    private float[] position = new float[2];
    private double products;
    private long updates;
    private boolean closed;

    Trainer(OnlineContext context) {
      this.context = context;
      starts = context.random().stream("start");
      pushes =
          switch (flaw) {
            case DRAWS_FROM_THE_CLOCK -> RandomStream.of(Long.toString(System.nanoTime()));
            case IGNORES_THE_SEED -> RandomStream.of("always the same");
            default -> context.random().stream("push");
          };
      if (flaw == Flaw.BEGINS_TOO_EARLY) {
        context.environment().reset(1);
        context.environment().step(new float[2]);
      }
    }

    @Override
    public void step() {
      updates++;
      if (flaw == Flaw.STANDS_STILL && updates % 5 == 0) {
        return;
      }
      if (!running) {
        long seed = flaw == Flaw.IGNORES_THE_SEED ? updates : starts.nextLong();
        position = context.environment().reset(seed).observation().proprio();
      }
      double most = context.parameters(Settings.class).push();
      float[] push = new float[2];
      for (int i = 0; i < 2; i++) {
        push[i] = (float) (most * (2 * pushes.nextDouble() - 1));
      }
      TimeStep step = context.environment().step(push);
      float[] next = step.observation().proprio();
      for (int i = 0; i < 2; i++) {
        double nearer = Math.abs(position[i]) - Math.abs(next[i]);
        products += nearer * push[i] * Math.signum(position[i]);
      }
      position = next;
      running = !step.last();
    }

    @Override
    public long updates() {
      return updates;
    }

    @Override
    public void writePolicy(OutputStream out) throws IOException {
      if (flaw == Flaw.DRAWS_WHEN_IT_WRITES) {
        pushes.nextLong();
      }
      DataOutputStream target = new DataOutputStream(out);
      target.writeInt(MARK);
      target.writeDouble(flaw == Flaw.LEARNS_NOTHING ? -products : products);
    }

    @Override
    public void save(OutputStream out) throws IOException {
      DataOutputStream target = new DataOutputStream(out);
      target.writeBoolean(running);
      target.writeFloat(position[0]);
      target.writeFloat(position[1]);
      target.writeDouble(products);
      target.writeLong(updates);
    }

    @Override
    public void restore(InputStream in) throws IOException {
      DataInputStream source = new DataInputStream(in);
      running = source.readBoolean();
      float x = source.readFloat();
      float y = source.readFloat();
      if (flaw != Flaw.FORGETS_WHERE_IT_IS) {
        position = new float[] {x, y};
      }
      products = source.readDouble();
      updates = source.readLong();
    }

    @Override
    public void close() {
      if (flaw == Flaw.CLOSES_ONCE && closed) {
        throw new IllegalStateException("closed twice");
      }
      closed = true;
    }
  }

  private final class Linear implements Policy {
    private final double gain;

    Linear(double gain) {
      this.gain = gain;
    }

    @Override
    public void reset(RandomGenerator random) {}

    @Override
    public float[] act(Observation observation) {
      float[] action = new float[2];
      for (int i = 0; i < 2; i++) {
        double wanted = 4 * gain * observation.proprio()[i];
        action[i] =
            (float)
                (flaw == Flaw.ACTS_OUT_OF_BOUNDS ? 9 * wanted : Math.max(-1, Math.min(1, wanted)));
      }
      return action;
    }
  }
}
