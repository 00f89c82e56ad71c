package dev.visor.plugin.sac;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.api.Workload;
import dev.visor.nn.Workspace;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/** How long an update of soft actor-critic takes, with its batch drawn anew. */
@Extension
public final class SacBenchmark implements Benchmark {
  private static final String WALKER = "walker-f32";
  private static final int STATES = 24;
  private static final int ACTIONS = 6;
  private static final int TRANSITIONS = 10_000;

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "sac",
        "One update of soft actor-critic: both critics, the actor and the temperature.",
        List.of(
            new Variant(
                WALKER,
                "256 rows of 24 state values and 6 actions, 2 layers of 256 units",
                Precision.F32)),
        Optional.empty());
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    if (!variant.equals(WALKER)) {
      throw new IllegalArgumentException("no variant " + variant);
    }
    return new Updates(context);
  }

  private static final class Updates implements Workload {
    private final Workspace workspace = new Workspace();
    private final ReplayBuffer buffer = new ReplayBuffer(TRANSITIONS, STATES, ACTIONS);
    private final SoftActorCritic agent;
    private final SoftActorCritic.Batch batch;
    private final SoftActorCritic.Losses losses = new SoftActorCritic.Losses();
    private final RandomStream random;

    Updates(BenchmarkContext context) {
      SacParameters parameters = SacParameters.of(Profile.PAPER);
      random = context.random().stream("draws");
      agent =
          new SoftActorCritic(
              workspace, parameters, STATES, ACTIONS, context.random().stream("weights"));
      batch = SoftActorCritic.Batch.of(parameters.batch(), STATES, ACTIONS);
      for (int i = 0; i < TRANSITIONS; i++) {
        buffer.add(
            gaussian(STATES), gaussian(ACTIONS), random.nextDouble(), true, gaussian(STATES));
      }
    }

    private float[] gaussian(int length) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }

    @Override
    public double step() {
      buffer.sample(random, batch);
      batch.drawNoise(random);
      agent.update(batch, losses);
      return losses.critics;
    }

    @Override
    public void close() {
      workspace.close();
    }
  }
}
