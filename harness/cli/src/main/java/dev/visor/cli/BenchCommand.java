package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.benchmark.BenchmarkHost;
import dev.visor.core.benchmark.BenchmarkRequest;
import dev.visor.core.benchmark.BenchmarkRunner;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor bench}: lists the benchmarks, or times one. */
@Command(
    name = "bench",
    description = {
      "Times one step of a benchmark, beside the same step in PyTorch, pair by pair.",
      "Without a name, lists the benchmarks.",
      "The ratio is our time over the yardstick's, within pairs: below 1, ours is faster."
    })
final class BenchCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The benchmark.")
  @Nullable String name;

  @Option(
      names = "--variant",
      paramLabel = "V",
      description = "A variant of it; may be given again (default: all).")
  List<String> variants = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "Numbers of threads, each of which is timed (default: 1).")
  List<Integer> threads = List.of(1);

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps that count, of each side (default: 21).")
  int steps = 21;

  @Option(names = "--yardstick", description = "Times PyTorch too, in turn.")
  boolean yardstick;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "The interpreter that has PyTorch (default: python3).")
  String python = "python3";

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final HostOptions host;
  private final Console console;

  @Inject
  BenchCommand(Provider<PluginRegistry> plugins, HostOptions host, Console console) {
    this.plugins = plugins;
    this.host = host;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BenchTables tables = new BenchTables(console, json);
    if (name == null) {
      tables.list(plugins.get().benchmarks());
      return ExitCode.OK.code();
    }
    BenchProgress progress = new BenchProgress(console);
    try {
      new BenchmarkRunner(
              new BenchmarkHost(plugins.get(), host.home(), host.yardsticks()), progress)
          .run(new BenchmarkRequest(name, variants, threads, steps, yardstick, python));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VisorException.of(
              ExitCode.INTERRUPTED, "the benchmark was interrupted", "", "run it again")
          .causedBy(e);
    } finally {
      // What was measured before a failure was measured.
      progress.end();
      if (!progress.rows().isEmpty()) {
        tables.rows(progress.rows());
      }
    }
    return ExitCode.OK.code();
  }
}
