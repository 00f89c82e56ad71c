package com.example.tally;

import dev.visor.api.Benchmark;
import dev.visor.api.BenchmarkContext;
import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.BenchmarkInputs;
import dev.visor.api.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts down from a first number, which it writes for the script. */
public final class TallyBenchmark implements Benchmark {
  private static final int FIRST = 1000;

  @Override
  public BenchmarkDescriptor describe() {
    return new BenchmarkDescriptor(
        "tally",
        "Counts down.",
        List.of(
            new Variant("plain", "by one", Precision.F32),
            new Variant("coarse", "roughly by one", Precision.BF16),
            new Variant("mortal", "and dies at the second step", Precision.F32)),
        Optional.of(new Script("tally.py", List.of(Mode.EAGER, Mode.COMPILE))));
  }

  @Override
  public Workload open(String variant, BenchmarkContext context) {
    if (!Files.isDirectory(context.folder())) {
      throw new IllegalStateException("no folder");
    }
    System.out.println("a plugin may print what it likes");
    return new Tally(variant.equals("mortal"));
  }

  private static final class Tally implements Workload {
    private final boolean mortal;
    private int next = FIRST;

    Tally(boolean mortal) {
      this.mortal = mortal;
    }

    @Override
    public double step() {
      if (mortal && next < FIRST) {
        System.err.println("alas");
        Runtime.getRuntime().halt(9);
      }
      return next--;
    }

    @Override
    public void export(BenchmarkInputs inputs) throws IOException {
      inputs.sizes(Map.of("first", FIRST));
    }
  }
}
