package dev.visor.plugin.lompo;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.BenchmarkInputs;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.Workload;
import dev.visor.nn.Adam;
import dev.visor.nn.Parameters;
import dev.visor.nn.Precision;
import dev.visor.nn.Team;
import dev.visor.nn.Workspace;
import dev.visor.nn.picture.PictureShape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pf4j.Extension;

/**
 * How long an update of LOMPO's world model takes: 16 sequences of 25 pictures of 64 × 64 pixels,
 * sizes and loss of the paper.
 */
@Extension
public final class WorldModelBenchmark implements Benchmark {
  private static final int ACTIONS = 6;
  private static final int SEQUENCES = 16;
  private static final int LENGTH = 25;
  private static final int EDGE = 64;

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "world-model",
        "An update of LOMPO's world model: loss, gradient, clipping and Adam.",
        List.of(
            variant(
                "full-f32",
                "the paper's channels, 32 in the first layer",
                BenchmarkDescriptor.Precision.F32),
            variant(
                "quarter-f32",
                "a quarter of the paper's channels",
                BenchmarkDescriptor.Precision.F32),
            variant(
                "full-bf16",
                "the paper's channels, convolutions in bfloat16",
                BenchmarkDescriptor.Precision.BF16)),
        Optional.of(new Script("world_model.py", List.of(Mode.EAGER, Mode.COMPILE))));
  }

  private static Variant variant(
      String name, String meaning, BenchmarkDescriptor.Precision precision) {
    return new Variant(
        name, meaning + "; 16 sequences of 25 pictures of 64 × 64 pixels", precision);
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    return switch (variant) {
      case "full-f32" -> new Updates(32, Precision.FLOAT, context);
      case "quarter-f32" -> new Updates(8, Precision.FLOAT, context);
      case "full-bf16" -> new Updates(32, Precision.BFLOAT16, context);
      default -> throw new IllegalArgumentException("no variant " + variant);
    };
  }

  private static final class Updates implements Workload {
    private final Workspace workspace = new Workspace();
    private final LompoParameters parameters;
    private final ModelShape shape;
    private final Parameters weights;
    private final SequenceBatch batch;
    private final float[] noise;
    private final int[] heads;
    private final SharedLoss loss;
    private final Adam adam;

    Updates(int depth, Precision precision, BenchmarkContext context) {
      parameters =
          LompoParameters.paper(new LompoParameters.Work(depth, SEQUENCES, LENGTH, precision));
      shape = ModelShape.of(new ObservationSpec(EDGE, EDGE, 0), ACTIONS, parameters, false);
      weights = WorldModelParameters.initial(shape, workspace, context.random().stream("weights"));
      batch = new SequenceBatch(shape, SEQUENCES, LENGTH);
      RandomStream random = context.random().stream("batch");
      random.nextBytes(batch.images());
      for (int i = 0; i < batch.actions().length; i++) {
        batch.actions()[i] = 2 * random.nextFloat() - 1;
      }
      for (int row = 0; row < batch.rows(); row++) {
        batch.rewards()[row] = 2 * random.nextFloat() - 1;
      }
      Arrays.fill(batch.mask(), 1);
      noise = new float[batch.rows() * shape.stoch()];
      Noise.fill(random, noise, noise.length);
      heads = new int[LENGTH];
      for (int t = 0; t < LENGTH; t++) {
        heads[t] = random.nextInt(shape.ensemble());
      }
      Team team = workspace.own(new Team(context.threads()));
      loss = new SharedLoss(workspace, team, shape, parameters, weights);
      adam = new Adam(weights, parameters.modelRate(), parameters.gradientClip(), team);
    }

    @Override
    public double step() {
      double value = loss.compute(batch, noise, heads).total();
      adam.update(loss.gradient());
      return value;
    }

    @Override
    public void export(BenchmarkInputs inputs) throws IOException {
      Map<String, Number> sizes = new TreeMap<>();
      sizes.put("batch", SEQUENCES);
      sizes.put("length", LENGTH);
      sizes.put("edge", EDGE);
      sizes.put("actions", ACTIONS);
      sizes.put("depth", shape.depth());
      sizes.put("deter", shape.deter());
      sizes.put("stoch", shape.stoch());
      sizes.put("units", shape.units());
      sizes.put("ensemble", shape.ensemble());
      sizes.put("rate", parameters.modelRate());
      sizes.put("clip", parameters.gradientClip());
      sizes.put("reward_weight", parameters.rewardWeight());
      sizes.put("kl_weight", parameters.klWeight());
      inputs.sizes(sizes);
      int rows = batch.rows();
      inputs.bytes("images", batch.images(), rows, EDGE, EDGE, PictureShape.CHANNELS);
      inputs.floats("actions", batch.actions(), rows, ACTIONS);
      inputs.floats("rewards", batch.rewards(), rows);
      inputs.floats("noise", noise, rows, shape.stoch());
      inputs.integers("heads", heads, LENGTH);
      for (String name : weights.names()) {
        inputs.floats("parameters." + name, weights.get(name), weights.shape(name));
      }
    }

    @Override
    public void close() {
      workspace.close();
    }
  }
}
