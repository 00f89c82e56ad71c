package dev.visor.plugin.bc;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.BenchmarkInputs;
import dev.visor.api.RandomStream;
import dev.visor.api.Workload;
import dev.visor.nn.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/** How long an update of behaviour cloning takes, with the encoder of DrQ and V-D4RL's sizes. */
@Extension
public final class BcBenchmark implements Benchmark {
  private static final int EDGE = 64;
  private static final int FRAMES = 3;
  private static final int ACTIONS = 6;
  private static final BcParameters PARAMETERS =
      new BcParameters(1, 256, 1e-4, FRAMES, Encoder.DRQ, 32, 1024, 0, 0, 0);

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "bc",
        "An update of behaviour cloning from pixels.",
        List.of(
            new Variant(
                "paper-f32",
                "256 stacks of three pictures of 64 × 64 pixels, DrQ's encoder, 1024 units",
                Precision.F32)),
        Optional.of(new Script("behaviour_cloning.py", List.of(Mode.EAGER, Mode.COMPILE))));
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    if (!variant.equals("paper-f32")) {
      throw new IllegalArgumentException("no variant " + variant);
    }
    return new Updates(context);
  }

  private static final class Updates implements Workload {
    private final BcNetwork network;
    private final byte[] images;
    private final float[] actions = new float[PARAMETERS.batch() * ACTIONS];

    Updates(BenchmarkContext context) {
      network = new BcNetwork(PARAMETERS, EDGE, ACTIONS, context.threads());
      network.initialise(context.random().stream("weights"));
      RandomStream random = context.random().stream("batch");
      images = new byte[PARAMETERS.batch() * network.stack().size()];
      random.nextBytes(images);
      for (int i = 0; i < actions.length; i++) {
        actions[i] = 2 * random.nextFloat() - 1;
      }
    }

    @Override
    public double step() {
      return network.fit(images, actions);
    }

    @Override
    public void export(BenchmarkInputs inputs) throws IOException {
      int channels = network.stack().channels();
      inputs.sizes(
          Map.of(
              "batch",
              PARAMETERS.batch(),
              "edge",
              EDGE,
              "channels",
              channels,
              "actions",
              ACTIONS,
              "feature",
              50,
              "hidden",
              PARAMETERS.hidden(),
              "rate",
              PARAMETERS.learningRate()));
      inputs.bytes("images", images, PARAMETERS.batch(), EDGE, EDGE, channels);
      inputs.floats("actions", actions, PARAMETERS.batch(), ACTIONS);
      Parameters weights = network.weights();
      for (String name : weights.names()) {
        inputs.floats("parameters." + name, weights.get(name), weights.shape(name));
      }
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
