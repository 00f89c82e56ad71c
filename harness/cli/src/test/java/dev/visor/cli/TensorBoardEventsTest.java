package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.report.tensorboard.TensorBoardFolder;
import dev.visor.core.run.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on in which one trial had ended before. */
class TensorBoardEventsTest {
  private static final Path QUICK = Path.of("..", "..", "leaderboards", "quick", "manifests");
  private static final Timings TIMINGS = new Timings(1, 3, 3, 2, 1, 100);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void trialThatHadEndedBefore_getsItsEvents() throws IOException {
    RunFolder run = new RunFolder(folder);
    PlannedTrial trial = finish(run);
    TensorBoardFolder events = new TensorBoardFolder(run);

    goOn(run, events, trial);

    assertThat(events.has(trial)).isTrue();
    assertThat(err.size()).isZero();
  }

  @Test
  void trialThatHasItsEvents_isNotReadAgain() throws IOException {
    RunFolder run = new RunFolder(folder);
    PlannedTrial trial = finish(run);
    TensorBoardFolder events = new TensorBoardFolder(run);
    goOn(run, events, trial);
    Files.writeString(run.trial(trial).manifest(), "whoever reads this finds it damaged");

    goOn(run, events, trial);

    assertThat(events.has(trial)).isTrue();
    assertThat(err.size()).isZero();
  }

  private void goOn(RunFolder run, TensorBoardFolder events, PlannedTrial earlier) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console = new Console(stream, stream, /* terminal= */ false);
    new TensorBoardEvents(run, events, console, event -> {})
        .on(
            new RunEvent.Planned(
                "quick", 1, List.of(), 1, List.of(new RunEvent.Finished(earlier, TIMINGS))));
  }

  private static PlannedTrial finish(RunFolder run) throws IOException {
    try (Stream<Path> files = Files.list(QUICK)) {
      Manifest manifest = Manifest.read(files.sorted().findFirst().orElseThrow());
      manifest.write(run.trial(manifest.trial()).manifest());
      return manifest.trial();
    }
  }
}
