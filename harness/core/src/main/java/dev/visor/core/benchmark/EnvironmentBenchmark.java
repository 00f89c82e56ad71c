package dev.visor.core.benchmark;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.Workload;
import dev.visor.core.plugin.TaskCatalogue;
import java.util.List;
import java.util.Optional;

/** How fast an evaluation can go: one agent step of a control task, with its picture. */
final class EnvironmentBenchmark implements Benchmark {
  private static final String TASK = "walker-walk";
  private static final int PIXELS = 64;

  private final TaskCatalogue tasks;

  EnvironmentBenchmark(TaskCatalogue tasks) {
    this.tasks = tasks;
  }

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "environment",
        "One step of an agent in a control task: physics and a picture.",
        List.of(
            new Variant(TASK, PIXELS + " × " + PIXELS + " pixels, random actions", Precision.F32)),
        Optional.empty());
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    if (!variant.equals(TASK)) {
      throw new IllegalArgumentException("no variant " + variant);
    }
    Environment environment =
        tasks.open(tasks.newest(TASK).id(), new ObservationSpec(PIXELS, PIXELS, 0));
    return new Episodes(environment, context.random().stream("action"));
  }

  /** Episode after episode; where one ends, the next begins within the same step. */
  private static final class Episodes implements Workload {
    private final Environment environment;
    private final RandomStream random;
    private final float[] action;
    private long episode = 1;

    Episodes(Environment environment, RandomStream random) {
      this.environment = environment;
      this.random = random;
      this.action = new float[environment.spec().actionSize()];
      environment.reset(episode);
    }

    @Override
    public double step() {
      for (int i = 0; i < action.length; i++) {
        action[i] = 2 * random.nextFloat() - 1;
      }
      if (environment.step(action).last()) {
        environment.reset(++episode);
      }
      return Double.NaN;
    }

    @Override
    public void close() {
      environment.close();
    }
  }
}
