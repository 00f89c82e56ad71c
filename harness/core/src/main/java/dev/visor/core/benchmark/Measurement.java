package dev.visor.core.benchmark;

import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Reference;
import dev.visor.api.BenchmarkDescriptor.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** One variant with one number of threads, in processes that were started for it alone. */
final class Measurement {
  private final String benchmark;
  private final Variant variant;
  private final int threads;
  private final OurLauncher launcher;
  private final Duel duel;
  private final LossCheck losses;
  private final BenchmarkProgress progress;

  Measurement(
      String benchmark,
      Variant variant,
      int threads,
      OurLauncher launcher,
      Duel duel,
      BenchmarkProgress progress) {
    this.benchmark = benchmark;
    this.variant = variant;
    this.threads = threads;
    this.launcher = launcher;
    this.duel = duel;
    this.losses = new LossCheck(variant.precision());
    this.progress = progress;
  }

  /** Times our side alone. */
  BenchmarkRow alone() throws IOException, InterruptedException {
    try (BenchmarkSession session = BenchmarkSession.open()) {
      BenchmarkProcess ours = open(session, "");
      phase("stepping");
      double millis = duel.run(side(ours, "step", OurLauncher.NAME));
      return row(millis, ours.end(), Optional.empty());
    }
  }

  /** Times our side beside what it offers as a floor. */
  BenchmarkRow beside(Reference reference) throws IOException, InterruptedException {
    try (BenchmarkSession session = BenchmarkSession.open()) {
      BenchmarkProcess ours = open(session, "");
      phase("stepping in turn with " + reference.name());
      Pairs pairs =
          duel.run(
              side(ours, "step", OurLauncher.NAME),
              side(ours, "reference", reference.name()),
              losses);
      return row(
          pairs.oursMillis(),
          ours.end(),
          Optional.of(BenchmarkRow.Comparison.of(reference.name(), pairs, OptionalDouble.empty())));
    }
  }

  /** Times our side beside a script in one of its modes. */
  BenchmarkRow beside(ScriptLauncher script, Mode mode) throws IOException, InterruptedException {
    try (BenchmarkSession session = BenchmarkSession.open()) {
      Path inputs = session.newFolder("inputs");
      BenchmarkProcess ours = open(session, inputs.toString());
      phase("opening the yardstick, " + mode.id());
      BenchmarkProcess theirs =
          session.start(
              "the yardstick",
              script.process(inputs, threads, mode, variant.precision()),
              "yardstick");
      String name = theirs.engine() + " " + mode.id() + " " + variant.precision().id();
      phase("stepping in turn with " + name);
      Pairs pairs =
          duel.run(side(ours, "step", OurLauncher.NAME), side(theirs, "step", name), losses);
      return row(
          pairs.oursMillis(),
          ours.end(),
          Optional.of(BenchmarkRow.Comparison.of(name, pairs, OptionalDouble.of(theirs.end()))));
    }
  }

  private BenchmarkProcess open(BenchmarkSession session, String export)
      throws IOException, InterruptedException {
    phase("opening");
    return launcher.start(session, variant.name(), threads, export);
  }

  private void phase(String what) {
    progress.phase(
        "%s %s, %d %s: %s"
            .formatted(
                benchmark, variant.name(), threads, threads == 1 ? "thread" : "threads", what));
  }

  private BenchmarkRow row(
      double millis, double peakMegabytes, Optional<BenchmarkRow.Comparison> comparison) {
    return new BenchmarkRow(benchmark, variant.name(), threads, millis, peakMegabytes, comparison);
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
