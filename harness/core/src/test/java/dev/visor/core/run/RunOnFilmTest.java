package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TrialFolder;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.report.Gallery;
import dev.visor.core.report.Report;
import dev.visor.core.report.ReportEvidence;
import dev.visor.core.report.film.Film;
import dev.visor.core.report.film.KeptPolicy;
import dev.visor.core.report.film.Theatre;
import dev.visor.core.report.tensorboard.EventParser;
import dev.visor.core.report.tensorboard.TensorBoardFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a finished run has to show: its policies play again, and its numbers are told on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunOnFilmTest {
  private static final String SUITE = ToyRun.twoByTwo(40, 0);

  private ToyRun toy;
  private RunFolder run;
  private PlannedTrial trial;

  @BeforeAll
  void runOnce(@TempDir Path place) {
    toy = new ToyRun(place, place.resolve("home"));
    toy.run(SUITE, "run", ToyRun.inline());
    run = toy.folder("run");
    trial = toy.plan(SUITE).trials().get(0);
  }

  @Test
  void keptPolicy_playsTheEpisodesThatWereScored() throws IOException {
    KeptPolicy policy = KeptPolicy.in(run.trial(trial));
    List<Integer> decided = new ArrayList<>();

    List<Film> films = theatre().play(policy, List.of(0, 2), new Theatre.Shot(64, 3), decided::add);

    assertThat(policy.update()).isEqualTo(40);
    assertThat(films)
        .extracting(Film::episode)
        .containsExactly(policy.recorded().get(0), policy.recorded().get(2));
    // Ten decisions: the start, after 3, 6 and 9, and the end.
    assertThat(films.get(0).frames()).hasSize(5);
    assertThat(films.get(0).frames())
        .allMatch(frame -> frame.width() == 64 && frame.height() == 64);
    assertThat(decided).hasSize(20).endsWith(20);
  }

  @Test
  void pageOfARun_hasAFilmOfEachVariantInEachCell() {
    List<String> told = new ArrayList<>();

    Gallery gallery = Gallery.of(ReportEvidence.read(run.path()), theatre(), 24, told::add);

    assertThat(gallery.notes()).isEmpty();
    assertThat(gallery.exhibits()).hasSize(2).allMatch(exhibit -> exhibit.film().isPresent());
    assertThat(told).hasSize(2);
    assertThat(Report.html(ReportEvidence.read(run.path()), gallery))
        .contains("data:image/gif;base64,");
  }

  @Test
  void moreFilmsThanWanted_areNamed() {
    Gallery gallery = Gallery.of(ReportEvidence.read(run.path()), theatre(), 1, what -> {});

    assertThat(gallery.exhibits()).hasSize(1);
    assertThat(gallery.notes())
        .containsExactly("There is 1 more film to be had; visor video makes it.");
  }

  @Test
  void runWhosePoliciesAreGone_hasAStillPictureOfItsTask(@TempDir Path other) throws IOException {
    copyWithoutPolicies(run.path(), other);

    Gallery gallery = Gallery.of(ReportEvidence.read(other), theatre(), 24, what -> {});

    assertThat(gallery.exhibits()).hasSize(1);
    assertThat(gallery.exhibits().get(0).film()).isEmpty();
    assertThatThrownBy(() -> KeptPolicy.in(new RunFolder(other).trial(trial)))
        .isInstanceOfSatisfying(
            VisorException.class,
            failure -> {
              assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
              assertThat(failure.what()).contains("kept no policy").contains("ok");
              assertThat(failure.remedy()).contains("--only variant=toy,seed=0");
            });
  }

  @Test
  void folderThatIsNoTrial_isAUsageError() {
    assertThatThrownBy(() -> KeptPolicy.in(new TrialFolder(run.path())))
        .isInstanceOfSatisfying(
            VisorException.class,
            failure -> {
              assertThat(failure.what()).contains("no finished trial");
              assertThat(failure.remedy()).contains("runs/<run>/trials/<trial>");
            });
  }

  @Test
  void eventFile_holdsWhatTrainingAndEvaluationReported() throws IOException {
    Manifest manifest = run.manifest(trial).orElseThrow();
    Timings timings = run.timings(trial).orElseThrow();
    TensorBoardFolder folder = new TensorBoardFolder(run);

    assertThat(folder.has(trial)).isFalse();
    folder.write(run.trial(trial), manifest, timings);

    assertThat(folder.has(trial)).isTrue();
    List<EventParser.Event> events = EventParser.parse(Files.readAllBytes(onlyFile(folder)));
    assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
    List<EventParser.Event> losses =
        events.stream().filter(event -> event.tag().equals("train/loss")).toList();
    assertThat(losses).hasSize(40);
    List<String> lines = Files.readAllLines(run.trial(trial).scalars());
    assertThat(losses.get(4).step()).isEqualTo(5);
    assertThat(losses.get(4).value())
        .isEqualTo(Float.parseFloat(lines.get(5).substring(lines.get(5).lastIndexOf(',') + 1)));
    assertThat(events.stream().filter(event -> event.tag().equals("evaluation/mean_return")))
        .extracting(EventParser.Event::step)
        .containsExactly(10L, 20L, 30L, 40L);
    assertThat(losses).extracting(EventParser.Event::seconds).isSorted();
  }

  private static Path onlyFile(TensorBoardFolder folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.path())) {
      List<Path> found = files.filter(Files::isRegularFile).toList();
      assertThat(found).hasSize(1);
      assertThat(found.get(0).getFileName().toString()).contains("tfevents");
      return found.get(0);
    }
  }

  private Theatre theatre() {
    return new Theatre(toy.host().plugins());
  }

  private static void copyWithoutPolicies(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (!file.toString().endsWith(".policy")) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
