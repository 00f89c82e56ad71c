package dev.visor.plugin.lompo;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.BenchmarkInputs;
import dev.visor.api.RandomStream;
import dev.visor.api.Workload;
import dev.visor.nn.Parameters;
import dev.visor.nn.Precision;
import dev.visor.nn.Team;
import dev.visor.nn.Workspace;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pf4j.Extension;

/** How long an update of LOMPO's agent takes, with the sizes of the paper. */
@Extension
public final class ActorCriticBenchmark implements Benchmark {
  private static final int FEATURES = 320;
  private static final int ACTIONS = 6;

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "actor-critic",
        "An update of LOMPO's critics, actor and target critics.",
        List.of(
            new Variant(
                "paper-f32",
                "512 rows of 320 features, 4 × 256 actor, two 3 × 256 critics",
                BenchmarkDescriptor.Precision.F32),
            new Variant(
                "paper-bf16",
                "the same with factors in bfloat16",
                BenchmarkDescriptor.Precision.BF16)),
        Optional.of(new Script("actor_critic.py", List.of(Mode.EAGER, Mode.COMPILE))));
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    return switch (variant) {
      case "paper-f32" -> new Updates(Precision.FLOAT, context);
      case "paper-bf16" -> new Updates(Precision.BFLOAT16, context);
      default -> throw new IllegalArgumentException("no variant " + variant);
    };
  }

  private static final class Updates implements Workload {
    private final Workspace workspace = new Workspace();
    private final LompoParameters parameters;
    private final ActorCritic agent;
    private final AgentBatch batch;

    Updates(Precision precision, BenchmarkContext context) {
      parameters = LompoParameters.paper(new LompoParameters.Work(32, 64, 50, precision));
      agent =
          new ActorCritic(
              workspace,
              workspace.own(new Team(context.threads())),
              parameters,
              FEATURES,
              ACTIONS,
              context.random().stream("weights"));
      batch = new AgentBatch(parameters.realRows() + parameters.imaginedRows(), FEATURES, ACTIONS);
      RandomStream random = context.random().stream("batch");
      Noise.fill(random, batch.features(), batch.features().length);
      Noise.fill(random, batch.nextFeatures(), batch.nextFeatures().length);
      Noise.fill(random, batch.rewards(), batch.rewards().length);
      for (int i = 0; i < batch.actions().length; i++) {
        batch.actions()[i] = 2 * random.nextFloat() - 1;
      }
      Arrays.fill(batch.continues(), 1);
    }

    @Override
    public double step() {
      AgentLosses losses = agent.update(batch);
      return losses.critic() + losses.actor();
    }

    @Override
    public void export(BenchmarkInputs inputs) throws IOException {
      int rows = batch.rows();
      Map<String, Number> sizes = new TreeMap<>();
      sizes.put("rows", rows);
      sizes.put("features", FEATURES);
      sizes.put("actions", ACTIONS);
      sizes.put("actor_layers", parameters.actorLayers());
      sizes.put("actor_units", parameters.actorUnits());
      sizes.put("critic_layers", parameters.criticLayers());
      sizes.put("critic_units", parameters.criticUnits());
      sizes.put("rate", parameters.actorRate());
      sizes.put("clip", parameters.gradientClip());
      sizes.put("discount", parameters.discount());
      sizes.put("target_rate", parameters.targetRate());
      sizes.put("pre_tanh_weight", parameters.preTanhWeight());
      inputs.sizes(sizes);
      inputs.floats("features", batch.features(), rows, FEATURES);
      inputs.floats("next_features", batch.nextFeatures(), rows, FEATURES);
      inputs.floats("actions", batch.actions(), rows, ACTIONS);
      inputs.floats("rewards", batch.rewards(), rows);
      inputs.floats("continues", batch.continues(), rows);
      write(inputs, "", agent.actorWeights());
      write(inputs, "", agent.criticWeights());
      write(inputs, "target", agent.targetWeights());
    }

    /** A target critic has the names of its critic; the script calls them target1 and target2. */
    private static void write(BenchmarkInputs inputs, String instead, Parameters weights)
        throws IOException {
      for (String name : weights.names()) {
        String called = instead.isEmpty() ? name : name.replace("critic", instead);
        inputs.floats("parameters." + called, weights.get(name), weights.shape(name));
      }
    }

    @Override
    public void close() {
      workspace.close();
    }
  }
}
