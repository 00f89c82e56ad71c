package dev.visor.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.BenchmarkContext;
import dev.visor.api.RandomStreams;
import dev.visor.api.Workload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingBenchmarkTest {
  @TempDir Path folder;

  @Test
  void both_sides_can_step() throws Exception {
    SamplingBenchmark benchmark = new SamplingBenchmark(2);
    String variant = benchmark.describe().variants().get(0).name();

    try (Workload work = benchmark.open(variant, new Context())) {
      Workload copy = work.reference().orElseThrow();

      assertThat(work.step()).isNaN();
      assertThat(copy.step()).isNaN();
      assertThat(work.reference()).containsSame(copy);
    }
  }

  private final class Context implements BenchmarkContext {
    @Override
    public RandomStreams random() {
      return new BenchmarkStreams("sampling");
    }

    @Override
    public int threads() {
      return 1;
    }

    @Override
    public Path folder() {
      return folder;
    }
  }
}
