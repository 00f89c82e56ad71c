package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.EvaluatedEpisode;
import dev.visor.api.Evaluation;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.evidence.Fingerprint;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.Timings;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.trial.PhaseProgress;
import dev.visor.core.trial.TrialPhase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  private static final Leaderboard NOTHING = Leaderboard.of(List.of(), LeaderboardOptions.DEFAULT);

  @TempDir Path place;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long nanos;
  private Plan plan;

  @BeforeEach
  void makeAPlan() {
    plan =
        new ToyRun(place, place.resolve("home"))
            .plan(ToyRun.mischief("1m", "throw").replace("seeds: 1", "seeds: 2"));
  }

  @Test
  void lines_say_what_there_is_to_do_what_ended_and_why_it_failed() {
    PlainProgress progress = new PlainProgress(out, () -> nanos);

    progress.on(planned());
    progress.on(new RunEvent.Noticed("something is odd"));
    progress.on(new RunEvent.TrialStarted(trial(0)));
    progress.on(ended(0, TrialStatus.FAILED, "it broke"));
    progress.on(ended(1, TrialStatus.OK, ""));
    progress.on(new RunEvent.Ended(Optional.of(new RunReport(2, Map.of(), 2, true, NOTHING))));

    assertThat(text().lines())
        .containsExactly(
            "mischief: 4 trials, 2 at a time",
            "note: something is odd",
            "failed   throw  toy-line@1/random/full  seed 0  1:05: it broke",
            "ok       throw  toy-line@1/random/full  seed 1  1:05",
            "interrupted, with 2 trials left");
  }

  @Test
  void between_two_ends_lines_are_seconds_apart_and_later_half_a_minute() {
    PlainProgress progress = new PlainProgress(out, () -> nanos);
    progress.on(planned());
    progress.on(new RunEvent.TrialStarted(trial(0)));

    for (int percent = 1; percent <= 100; percent++) {
      nanos += TimeUnit.SECONDS.toNanos(1);
      progress.on(progressed(0, percent));
    }

    assertThat(text().lines()).hasSize(1 + 11 + 1);
    assertThat(text().lines().skip(1).findFirst())
        .hasValue("0/4 done, 1 running, about 3 min left (throw s0 train 5 %)");
    assertThat(text().lines().skip(12).findFirst())
        .hasValue("0/4 done, 1 running, about 3 min left (throw s0 train 85 %)");
  }

  @Test
  void a_trial_that_goes_on_where_it_was_stopped_takes_as_long_as_its_own_speed_says() {
    PlainProgress progress = new PlainProgress(out, () -> nanos);
    progress.on(new RunEvent.Planned("mischief", 1, plan.trials().subList(0, 1), 1, List.of()));
    progress.on(new RunEvent.TrialStarted(trial(0)));

    for (int percent = 45; percent <= 48; percent++) {
      progress.on(progressed(0, percent));
      nanos += TimeUnit.SECONDS.toNanos(12);
    }

    assertThat(text()).contains("0/1 done, 1 running, about 10 min left (throw s0 train 48 %)\n");
  }

  @Test
  void a_table_is_drawn_over_itself_and_never_wider_than_the_terminal() {
    TableProgress progress = new TableProgress(out, new Terminal(60, 24), false);

    progress.on(planned());
    progress.on(new RunEvent.TrialStarted(trial(0)));
    progress.on(
        ended(1, TrialStatus.FAILED, "a reason that is much longer than the line".repeat(3)));
    progress.on(new RunEvent.Ended(Optional.empty()));

    assertThat(text()).doesNotContain("\u001b[32m").endsWith("\r\u001b[J");
    String visible = text().replaceAll("\u001b\\[[0-9]*[AJ]|\r", "");
    assertThat(visible.lines()).allMatch(line -> line.length() < 60).anyMatch(l -> l.endsWith("…"));
  }

  @Test
  void a_table_is_never_higher_than_the_terminal_and_says_how_many_trials_it_leaves_out() {
    TableProgress progress = new TableProgress(out, new Terminal(60, 5), false);

    progress.on(planned());
    for (int trial = 0; trial < 4; trial++) {
      progress.on(new RunEvent.TrialStarted(trial(trial)));
    }
    progress.on(new RunEvent.Noticed("the last frame is below this line"));
    String frame = text().substring(text().lastIndexOf("this line\n")).split("\u001b", 2)[0];

    assertThat(frame.lines().skip(1))
        .hasSize(4)
        .last()
        .asString()
        .isEqualToIgnoringWhitespace("… and 2 more");
    progress.on(new RunEvent.Ended(Optional.empty()));
    assertThat(text()).contains("\u001b[4A").doesNotContain("\u001b[5A");
  }

  @Test
  void a_second_run_begins_a_table_and_a_count_of_its_own() {
    TableProgress progress = new TableProgress(out, new Terminal(60, 24), false);
    progress.on(planned());
    progress.on(ended(0, TrialStatus.FAILED, "it broke"));
    progress.on(new RunEvent.Ended(Optional.empty()));
    int second = text().length();

    progress.on(planned());
    progress.on(ended(1, TrialStatus.OK, ""));
    progress.on(new RunEvent.Ended(Optional.empty()));

    assertThat(text().substring(second)).contains("1/4 done").doesNotContain("not ok");
  }

  @Test
  void durations_are_as_exact_as_they_are_known() {
    assertThat(Durations.exact(31.9)).isEqualTo("0:31");
    assertThat(Durations.exact(3723)).isEqualTo("1:02:03");
    assertThat(Durations.rough(0)).isEqualTo("5 s");
    assertThat(Durations.rough(33)).isEqualTo("35 s");
    assertThat(Durations.rough(700)).isEqualTo("12 min");
    assertThat(Durations.rough(12_000)).isEqualTo("3 h 20 min");
  }

  private RunEvent planned() {
    return new RunEvent.Planned("mischief", 4, plan.trials(), 2, List.of());
  }

  private PlannedTrial trial(int index) {
    return plan.trials().get(index);
  }

  private RunEvent progressed(int index, int percent) {
    return new RunEvent.TrialProgressed(
        trial(index), new PhaseProgress(TrialPhase.TRAIN, percent, 100));
  }

  private RunEvent ended(int index, TrialStatus status, String reason) {
    Fingerprint fingerprint = new Fingerprint(new TreeMap<>(), "17", "cpu", 1);
    PlannedTrial trial = trial(index);
    Manifest manifest =
        new Manifest(
            trial,
            status,
            reason,
            0,
            0,
            status == TrialStatus.OK
                ? List.of(new Evaluation(0, List.of(new EvaluatedEpisode(1, 1, false))))
                : List.of(),
            DeterminismTier.BITWISE,
            fingerprint);
    return new RunEvent.TrialEnded(trial, manifest, new Timings(1, 65, 0, 60, 5, 0));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
