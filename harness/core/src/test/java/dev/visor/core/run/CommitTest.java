package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.plan.PlannedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit that is cut short after any of its steps. The folder is put into the state in which a
 * killed parent would have left it, step by step backwards from the end.
 */
class CommitTest {
  private static final String SUITE =
      ToyRun.twoByTwo(40, 0)
          .replace("[random, expert]", "[random]")
          .replace("seeds: 2", "seeds: 1");

  @TempDir static Path home;
  @TempDir Path place;
  private ToyRun toy;
  private String whole = "";
  private Path finished = Path.of("");
  private Path working = Path.of("");
  private Path aside = Path.of("");

  @BeforeEach
  void finishATrial() throws IOException {
    toy = new ToyRun(place, home);
    toy.run(SUITE, "run", ToyRun.inline());
    whole = toy.trials("run");
    PlannedTrial trial = toy.plan(SUITE).trials().get(0);
    finished = toy.folder("run").trial(trial).path();
    working = toy.folder("run").working(trial).path();
    aside = working.resolveSibling(trial.id() + ".old");
  }

  @Test
  void after_the_last_rename_only_rubbish_is_left() throws IOException {
    copy(finished, aside);

    assertRunningAgainExecutes(0);
  }

  @Test
  void before_the_last_rename_the_trial_is_moved_in() throws IOException {
    Files.move(finished, working);
    Files.createDirectories(aside);

    assertRunningAgainExecutes(0);
  }

  @Test
  void before_older_evidence_was_moved_aside_the_newer_replaces_it() throws IOException {
    copy(finished, working);
    Files.writeString(finished.resolve("older.txt"), "");

    assertRunningAgainExecutes(0);
    assertThat(finished.resolve("older.txt")).doesNotExist();
  }

  @Test
  void before_it_was_tidied_it_is_tidied() throws IOException {
    Files.move(finished, working);
    Files.writeString(working.resolve("train.json"), "{}");
    Files.writeString(working.resolve("checkpoint"), "");
    Files.copy(
        working.resolve("policies/000000000040.policy"),
        working.resolve("policies/000000000010.policy"));

    assertRunningAgainExecutes(0);
    assertThat(finished.resolve("train.json")).doesNotExist();
    assertThat(finished.resolve("checkpoint")).doesNotExist();
    assertThat(finished.resolve("policies/000000000010.policy")).doesNotExist();
  }

  @Test
  void before_the_manifest_was_whole_the_trial_is_not_done() throws IOException {
    Files.move(finished, working);
    Files.delete(working.resolve("manifest.json"));

    assertRunningAgainExecutes(1);
  }

  private void assertRunningAgainExecutes(int trials) throws IOException {
    assertThat(toy.run(SUITE, "run", ToyRun.inline()).executed()).isEqualTo(trials);
    assertThat(toy.trials("run")).isEqualTo(whole);
    assertThat(finished).exists();
    assertThat(working).doesNotExist();
    assertThat(aside).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(from)) {
      walk.sorted(Comparator.naturalOrder()).forEach(files::add);
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(from.relativize(file).toString()));
    }
  }
}
