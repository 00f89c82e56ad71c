package dev.visor.testkit;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetView;
import dev.visor.api.Observation;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Parameter;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/**
 * An honest little algorithm, action = gain × position by regression on random rows, that can be
 * told to break one promise.
 */
@Extension
public final class FlawedAlgorithm implements Algorithm {
  /** A promise to break. */
  enum Flaw {
    NONE,
    LEARNS_NOTHING,
    DRAWS_FROM_THE_CLOCK,
    IGNORES_THE_SEED,
    FORGETS_WHEN_RESTORED,
    DRAWS_WHEN_IT_WRITES,
    COUNTS_WRONG,
    ACTS_OUT_OF_BOUNDS,
    REMEMBERS_THE_LAST_EPISODE,
    READS_ANYTHING,
    LEAVES_A_THREAD,
    CLOSES_ONCE
  }

  /** How many rows. */
  public record Settings(
      @Parameter(value = "Rows drawn, one for each update.", source = "ours", min = 1) int rows) {}

  private static final int MARK = 0x746f_7931;

  private final Flaw flaw;

  public FlawedAlgorithm() {
    this(Flaw.NONE);
  }

  FlawedAlgorithm(Flaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public AlgorithmDescriptor<?> describe() {
    return new AlgorithmDescriptor<>(
        "flawed",
        1,
        "Regression of the action on the position.",
        "none",
        Settings.class,
        profile -> new Settings(profile == Profile.SMOKE ? 50 : 1000));
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new Trainer(context);
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (flaw == Flaw.READS_ANYTHING) {
      return new Linear(1);
    }
    if (data.readInt() != MARK) {
      throw new IOException("this is no policy of the algorithm 'flawed'");
    }
    return new Linear(data.readDouble());
  }

  private final class Trainer implements OfflineTrainer {
    private final DatasetView data;
    private final RandomStream random;
    private final long rows;
    private long done;
    private double products;
    private double squares;
    private boolean closed;

    Trainer(OfflineContext context) {
      data = context.dataset();
      rows = context.parameters(Settings.class).rows();
      random =
          switch (flaw) {
            case DRAWS_FROM_THE_CLOCK -> RandomStream.of(Long.toString(System.nanoTime()));
            case IGNORES_THE_SEED -> RandomStream.of("always the same");
            default -> context.random().stream("rows");
          };
      if (flaw == Flaw.LEAVES_A_THREAD) {
        Thread thread = new Thread(Trainer::sleep, "left behind");
        thread.setDaemon(true);
        thread.start();
      }
    }

    private static void sleep() {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public long updates() {
      return rows;
    }

    @Override
    public long done() {
      return flaw == Flaw.COUNTS_WRONG ? 2 * done : done;
    }

    @Override
    public void step() {
      int episode = random.nextInt(data.episodes());
      int t = random.nextInt(data.length(episode));
      float[] position = new float[2];
      float[] action = new float[2];
      data.proprio(episode, t, 1, position, 0);
      data.actions(episode, t, 1, action, 0);
      for (int i = 0; i < 2; i++) {
        products += position[i] * action[i];
        squares += position[i] * position[i];
      }
      done++;
    }

    @Override
    public void writePolicy(OutputStream out) throws IOException {
      if (flaw == Flaw.DRAWS_WHEN_IT_WRITES) {
        random.nextLong();
      }
      DataOutputStream target = new DataOutputStream(out);
      target.writeInt(MARK);
      target.writeDouble(flaw == Flaw.LEARNS_NOTHING ? squares : products / squares);
    }

    @Override
    public void save(OutputStream out) throws IOException {
      DataOutputStream target = new DataOutputStream(out);
      target.writeLong(done);
      target.writeDouble(products);
      target.writeDouble(squares);
    }

    @Override
    public void restore(InputStream in) throws IOException {
      DataInputStream source = new DataInputStream(in);
      done = source.readLong();
      if (flaw != Flaw.FORGETS_WHEN_RESTORED) {
        products = source.readDouble();
        squares = source.readDouble();
      }
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
    private int calls;

    Linear(double gain) {
      this.gain = gain;
    }

    @Override
    public void reset(RandomGenerator random) {
      if (flaw != Flaw.REMEMBERS_THE_LAST_EPISODE) {
        calls = 0;
      }
    }

    @Override
    public float[] act(Observation observation) {
      calls++;
      double scale = flaw == Flaw.REMEMBERS_THE_LAST_EPISODE ? 1.0 / calls : 4;
      float[] action = new float[2];
      for (int i = 0; i < 2; i++) {
        double wanted = scale * gain * observation.proprio()[i];
        action[i] =
            (float)
                (flaw == Flaw.ACTS_OUT_OF_BOUNDS ? 9 * wanted : Math.max(-1, Math.min(1, wanted)));
      }
      return action;
    }
  }
}
