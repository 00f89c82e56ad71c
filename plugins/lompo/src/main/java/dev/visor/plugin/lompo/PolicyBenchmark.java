package dev.visor.plugin.lompo;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PictureAveraging;
import dev.visor.api.Workload;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/** How long LOMPO's agent takes to act: it encodes a picture, goes a step on, and chooses. */
@Extension
public final class PolicyBenchmark implements Benchmark {
  private static final int ACTIONS = 6;
  private static final int EDGE = 64;
  private static final int DEPTH = 8;

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "policy",
        "One action of LOMPO's recurrent agent, from a picture.",
        List.of(
            new Variant(
                "quarter-f32",
                "a quarter of the paper's channels, one picture of 64 × 64 pixels",
                Precision.F32)),
        Optional.empty());
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    if (!variant.equals("quarter-f32")) {
      throw new IllegalArgumentException("no variant " + variant);
    }
    return new Acting(context);
  }

  private static final class Acting implements Workload {
    private final LatentPolicy policy;
    private final Observation observation;

    Acting(BenchmarkContext context) {
      LompoParameters parameters =
          LompoParameters.paper(
              new LompoParameters.Work(DEPTH, 1, 2, dev.visor.nn.Precision.FLOAT));
      ModelShape shape =
          ModelShape.of(new ObservationSpec(EDGE, EDGE, 0), ACTIONS, parameters, false);
      Workspace workspace = new Workspace();
      Parameters weights =
          WorldModelParameters.initial(shape, workspace, context.random().stream("weights"));
      Parameters actor =
          LatentActor.layout(parameters, shape.features(), ACTIONS).allocate(workspace);
      LatentActor.initialise(parameters, actor, context.random().stream("actor"));
      policy =
          new LatentPolicy(
              workspace,
              shape,
              new PictureAveraging(EDGE, EDGE),
              weights,
              LatentActor.of(parameters.actor(), actor, parameters.actorLayers()));
      policy.reset(context.random().stream("noise"));
      byte[] picture = new byte[shape.pictures().values()];
      context.random().stream("picture").nextBytes(picture);
      observation = new Observation(picture, new float[0]);
    }

    @Override
    public double step() {
      policy.act(observation);
      return Double.NaN;
    }

    @Override
    public void close() {
      policy.close();
    }
  }
}
