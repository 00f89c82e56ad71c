package dev.visor.core.benchmark;

import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Reference;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.BenchmarkDescriptor.Yardstick;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times a benchmark: for each variant and each number of threads, our process beside each of its
 * yardsticks, from the same first weights every time.
 */
public final class BenchmarkRunner {
  private final BenchmarkHost host;
  private final BenchmarkProgress progress;
  private final Duration warmUp;

  /**
   * @param progress hears of every row, too
   */
  public BenchmarkRunner(BenchmarkHost host, BenchmarkProgress progress) {
    this(host, progress, Duel.WARM_UP);
  }

  /**
   * @param warmUp how long each side is warmed up at the least
   */
  BenchmarkRunner(BenchmarkHost host, BenchmarkProgress progress, Duration warmUp) {
    this.host = host;
    this.progress = progress;
    this.warmUp = warmUp;
  }

  /**
   * Times all that is asked for.
   *
   * @throws VisorException with exit code 2 if the benchmark, a variant, the script or what it
   *     needs is not there; 1 if the sides do not do the same work, or one of them breaks
   * @throws IOException if a process cannot be started or the temporary folder not be written to
   */
  public void run(BenchmarkRequest request) throws IOException, InterruptedException {
    BenchmarkDescriptor descriptor = host.plugins().benchmarkDescriptor(request.benchmark());
    List<Variant> variants = variants(descriptor, request.variants());
    @Nullable Yardstick yardstick = descriptor.yardstick().orElse(null);
    @Nullable ScriptLauncher python =
        yardstick instanceof Script script && request.scripts()
            ? ScriptLauncher.of(script, host, request.python())
            : null;
    OurLauncher launcher = new OurLauncher(host, request.benchmark());
    Duel duel = new Duel(request.steps(), warmUp, done -> progress.steps(done, request.steps()));
    for (Variant variant : variants) {
      for (int threads : request.threads()) {
        Measurement measurement =
            new Measurement(request.benchmark(), variant, threads, launcher, duel, progress);
        if (yardstick instanceof Script script && python != null) {
          for (Mode mode : script.modes()) {
            progress.row(measurement.beside(python, mode));
          }
        } else if (yardstick instanceof Reference reference) {
          progress.row(measurement.beside(reference));
        } else {
          progress.row(measurement.alone());
        }
      }
    }
  }

  private static List<Variant> variants(BenchmarkDescriptor descriptor, List<String> wanted) {
    List<String> known = descriptor.variants().stream().map(Variant::name).toList();
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw VisorException.usage(
            "the benchmark " + descriptor.name() + " has no variant '" + name + "'",
            "--variant",
            NearestName.of(name, known).map(near -> "did you mean '" + near + "'? ").orElse("")
                + "there are: "
                + String.join(", ", known));
      }
    }
    return descriptor.variants().stream()
        .filter(variant -> wanted.isEmpty() || wanted.contains(variant.name()))
        .toList();
  }
}
