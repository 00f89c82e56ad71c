package dev.visor.plugin.drq;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import dev.visor.api.Workload;
import dev.visor.nn.FrameStack;
import dev.visor.nn.Parameters;
import dev.visor.nn.PixelEncoder;
import dev.visor.nn.Workspace;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/** How long an update of each algorithm takes in the profile laptop, on one and the same batch. */
@Extension
public final class DrqBenchmark implements Benchmark {
  private static final int EDGE = 64;
  private static final int ACTIONS = 6;

  private static final List<PixelAlgorithm<?>> ALGORITHMS =
      List.of(
          new DrqBcAlgorithm(),
          new CqlAlgorithm(),
          new IqlAlgorithm(),
          new RebracAlgorithm(),
          new SacPixelsAlgorithm());

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "drq",
        "An update of an offline actor-critic from pixels, the batch drawn before.",
        ALGORITHMS.stream().map(DrqBenchmark::variant).toList(),
        Optional.empty());
  }

  private static Variant variant(PixelAlgorithm<?> algorithm) {
    return new Variant(
        algorithm.describe().id() + "-f32",
        "laptop: 64 stacks of three pictures of 64 × 64 pixels, twice, and 6 actions",
        Precision.F32);
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    for (PixelAlgorithm<?> algorithm : ALGORITHMS) {
      if (variant(algorithm).name().equals(variant)) {
        return Updates.of(algorithm, context);
      }
    }
    throw new IllegalArgumentException("no variant " + variant);
  }

  private static final class Updates implements Workload {
    private final Workspace workspace = new Workspace();
    private final Perception perception;
    private final Agent agent;
    private final Batch batch;
    private final byte[] pictures;
    private final byte[] nextPictures;
    private final float[] byFeatures;
    private final RandomStream noises;
    private long done;

    static <P extends Record> Updates of(PixelAlgorithm<P> algorithm, BenchmarkContext context) {
      return new Updates(algorithm, algorithm.describe().defaults().apply(Profile.LAPTOP), context);
    }

    private <P extends Record> Updates(
        PixelAlgorithm<P> algorithm, P parameters, BenchmarkContext context) {
      Basis basis = algorithm.basis(parameters);
      FrameStack stack = new FrameStack(EDGE, basis.frames());
      PixelEncoder.Form encoder = basis.encoder(stack);
      RandomStream initial = context.random().stream("weights");
      Parameters weights = Perception.initial(workspace, encoder, initial);
      PixelActor.Form actor = algorithm.actor(parameters, encoder.features(), ACTIONS);
      agent = algorithm.agent(workspace, parameters, actor, initial);
      perception = new Perception(workspace, encoder, weights, basis, agent.actorByFeatures());
      batch = Batch.of(basis.batch(), encoder.features(), ACTIONS);
      byFeatures = new float[batch.features().length];
      pictures = new byte[basis.batch() * stack.bytes()];
      nextPictures = new byte[pictures.length];
      noises = context.random().stream("noise");
      fill(context.random().stream("batch"));
    }

    private void fill(RandomStream random) {
      random.nextBytes(pictures);
      random.nextBytes(nextPictures);
      for (int i = 0; i < batch.actions().length; i++) {
        batch.actions()[i] = 2 * random.nextFloat() - 1;
        batch.nextActions()[i] = 2 * random.nextFloat() - 1;
      }
      for (int row = 0; row < batch.rows(); row++) {
        batch.rewards()[row] = random.nextFloat();
        batch.discounts()[row] = 0.97f;
        batch.followed()[row] = 1;
      }
    }

    @Override
    public double step() {
      perception.see(pictures, nextPictures, batch);
      agent.drawNoise(noises);
      Report report = agent.update(batch, done++, byFeatures);
      perception.learn(byFeatures);
      return report.critic();
    }

    @Override
    public void close() {
      workspace.close();
    }
  }
}
