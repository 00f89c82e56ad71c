package dev.visor.core.benchmark;

import dev.visor.api.BenchmarkDescriptor;
import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Reference;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.api.BenchmarkDescriptor.Variant;
import dev.visor.api.BenchmarkDescriptor.Yardstick;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.trial.ChildJvm;
import dev.visor.core.trial.CodeEntry;
import dev.visor.core.trial.JarStore;
import dev.visor.core.trial.MachineMemory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Times a benchmark: for each variant and each number of threads, our process beside each of its
 * yardsticks, from the same first weights every time.
 */
public final class BenchmarkRunner {
  private static final String OURS = "Visor";

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
    host.plugins().benchmark(request.benchmark());
    BenchmarkDescriptor descriptor = descriptor(request.benchmark());
    List<Variant> variants = variants(descriptor, request.variants());
    Optional<Yardstick> yardstick =
        descriptor.yardstick().filter(it -> it instanceof Reference || request.scripts());
    Optional<ScriptLauncher> launcher = Optional.empty();
    if (yardstick.isPresent() && yardstick.get() instanceof Script script) {
      launcher = Optional.of(ScriptLauncher.of(script, host, request.python()));
    }
    for (Variant variant : variants) {
      for (int threads : request.threads()) {
        Measurement measurement = new Measurement(request, variant, threads);
        if (launcher.isPresent() && yardstick.orElseThrow() instanceof Script script) {
          for (Mode mode : script.modes()) {
            progress.row(measurement.beside(launcher.get(), mode));
          }
        } else if (yardstick.isPresent() && yardstick.get() instanceof Reference reference) {
          progress.row(measurement.beside(reference));
        } else {
          progress.row(measurement.alone());
        }
      }
    }
  }

  private BenchmarkDescriptor descriptor(String name) {
    return host.plugins().benchmarks().stream()
        .filter(descriptor -> descriptor.name().equals(name))
        .findFirst()
        .orElseThrow();
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

  /** One variant with one number of threads. */
  private final class Measurement {
    private final BenchmarkRequest request;
    private final Variant variant;
    private final int threads;
    private final Duel duel;
    private final LossCheck losses;

    Measurement(BenchmarkRequest request, Variant variant, int threads) {
      this.request = request;
      this.variant = variant;
      this.threads = threads;
      this.duel = new Duel(request.steps(), warmUp, done -> progress.steps(done, request.steps()));
      this.losses = new LossCheck(variant.precision());
    }

    BenchmarkRow alone() throws IOException, InterruptedException {
      try (BenchmarkSession session = BenchmarkSession.open()) {
        BenchmarkProcess ours = ours(session, "");
        progress.phase(title() + ": warming up");
        double millis = duel.run(side(ours, "step", OURS));
        return row(millis, ours.end(), Optional.empty());
      }
    }

    BenchmarkRow beside(Reference reference) throws IOException, InterruptedException {
      try (BenchmarkSession session = BenchmarkSession.open()) {
        BenchmarkProcess ours = ours(session, "");
        progress.phase(title() + ": warming up, beside " + reference.name());
        Pairs pairs =
            duel.run(side(ours, "step", OURS), side(ours, "reference", reference.name()), losses);
        return row(
            pairs.oursMillis(),
            ours.end(),
            Optional.of(
                BenchmarkRow.Comparison.of(reference.name(), pairs, OptionalDouble.empty())));
      }
    }

    BenchmarkRow beside(ScriptLauncher launcher, Mode mode)
        throws IOException, InterruptedException {
      try (BenchmarkSession session = BenchmarkSession.open()) {
        Path inputs = session.newFolder("inputs");
        BenchmarkProcess ours = ours(session, inputs.toString());
        progress.phase(title() + ": opening the yardstick, " + mode.id());
        BenchmarkProcess theirs =
            session.start(
                "the yardstick",
                launcher.process(inputs, threads, mode, variant.precision()),
                "yardstick");
        String engine = theirs.engine() + " " + mode.id() + " " + variant.precision().id();
        progress.phase(title() + ": warming up, beside " + engine);
        Pairs pairs = duel.run(side(ours, "step", OURS), side(theirs, "step", engine), losses);
        return row(
            pairs.oursMillis(),
            ours.end(),
            Optional.of(
                BenchmarkRow.Comparison.of(engine, pairs, OptionalDouble.of(theirs.end()))));
      }
    }

    private String title() {
      return request.benchmark()
          + " "
          + variant.name()
          + ", "
          + threads
          + (threads == 1 ? " thread" : " threads");
    }

    private BenchmarkRow row(
        double millis, double peakMegabytes, Optional<BenchmarkRow.Comparison> comparison) {
      return new BenchmarkRow(
          request.benchmark(), variant.name(), threads, millis, peakMegabytes, comparison);
    }

    /** Starts our process and waits until it is ready. */
    private BenchmarkProcess ours(BenchmarkSession session, String export)
        throws IOException, InterruptedException {
      progress.phase(title() + ": opening");
      JarStore jars = new JarStore(host.home());
      ChildJvm jvm =
          new ChildJvm(
              jars.keep(classPath()),
              host.home(),
              threads,
              MachineMemory.usable(),
              /* pin= */ false);
      Path order = session.folder().resolve("order.json");
      new BenchmarkOrder(
              request.benchmark(),
              variant.name(),
              threads,
              jars.keep(plugins()).stream().map(CodeEntry::path).map(Path::toString).toList(),
              session.newFolder("work").toString(),
              export)
          .write(order);
      BenchmarkProcess ours =
          session.start(
              OURS,
              jvm.process(BenchmarkMain.class, List.of(order.toString()), session.folder()),
              "ours");
      ours.engine();
      return ours;
    }

    /**
     * The plugin that brings the benchmark; all for one of Visor's own, which may look for tasks.
     */
    private List<Path> plugins() {
      List<LoadedPlugin> all = host.plugins().plugins();
      List<Path> bringing =
          all.stream()
              .filter(plugin -> plugin.benchmarks().contains(request.benchmark()))
              .map(LoadedPlugin::jar)
              .collect(Collectors.toList());
      return bringing.isEmpty() ? all.stream().map(LoadedPlugin::jar).toList() : bringing;
    }

    private static List<Path> classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.isEmpty())
          .map(Path::of)
          .toList();
    }

    private static Side side(BenchmarkProcess process, String line, String name) {
      return new Side() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public Step step() throws InterruptedException {
          return process.step(line);
        }
      };
    }
  }
}
