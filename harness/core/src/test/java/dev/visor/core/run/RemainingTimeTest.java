package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.core.trial.PhaseProgress;
import dev.visor.core.trial.TrialPhase;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemainingTimeTest {
  private final RemainingTime remaining = new RemainingTime();

  @Test
  void nothing_is_estimated_from_nothing() {
    assertThat(remaining.seconds(List.of(running("bc", 3, 0)), List.of("bc"), 2)).isEmpty();
  }

  @Test
  void waiting_trials_take_as_long_as_finished_ones_of_their_variant() {
    remaining.finished("bc", 8, 2);
    remaining.finished("lompo", 90, 10);

    assertThat(remaining.seconds(List.of(), List.of("bc", "bc", "lompo"), 2)).hasValue(60);
  }

  @Test
  void a_running_trial_tells_of_its_variant_by_how_far_it_is() {
    assertThat(remaining.seconds(List.of(running("bc", 10, 0.25)), List.of("bc"), 1))
        .hasValueCloseTo(70.0, within(1e-9));
  }

  @Test
  void training_is_followed_by_as_large_a_share_of_evaluation_as_elsewhere() {
    remaining.finished("lompo", 75, 25);

    assertThat(remaining.seconds(List.of(running("bc", 15, 0.5)), List.of(), 1))
        .hasValueCloseTo(25.0, within(1e-9));
  }

  @Test
  void a_variant_of_which_nothing_is_known_is_taken_for_the_mean_of_the_others() {
    remaining.finished("bc", 10, 0);
    remaining.finished("lompo", 30, 0);

    assertThat(remaining.seconds(List.of(), List.of("slac"), 1)).hasValue(20);
  }

  @Test
  void the_end_comes_no_sooner_than_that_of_the_longest_running_trial() {
    remaining.finished("lompo", 100, 0);

    assertThat(remaining.seconds(List.of(running("lompo", 10, 0.1)), List.of(), 8)).hasValue(90);
  }

  @Test
  void what_an_earlier_attempt_had_trained_counts_as_done_and_tells_nothing_of_the_speed() {
    RemainingTime.Running resumed = resumed("lompo", 10, 0.4, 0.5);

    assertThat(remaining.seconds(List.of(resumed), List.of(), 1))
        .hasValueCloseTo(50.0, within(1e-9));
    assertThat(remaining.seconds(List.of(resumed), List.of("lompo"), 1))
        .hasValueCloseTo(150.0, within(1e-9));
  }

  @Test
  void a_resumed_trial_of_a_variant_with_finished_ones_takes_as_much_less_as_was_trained() {
    remaining.finished("lompo", 80, 20);

    assertThat(remaining.seconds(List.of(resumed("lompo", 0, 0.5, 0.5)), List.of(), 1))
        .hasValueCloseTo(60.0, within(1e-9));
  }

  @Test
  void the_last_phase_tells_of_itself_however_much_was_trained_before() {
    RemainingTime.Running evaluated =
        new RemainingTime.Running(
            "bc", 25, 20, 0, 0.95, new PhaseProgress(TrialPhase.EVALUATE, 20, 100));
    assertThat(remaining.seconds(List.of(evaluated), List.of(), 1))
        .hasValueCloseTo(80.0, within(1e-9));
    assertThat(remaining.seconds(List.of(evaluated), List.of("bc"), 1))
        .hasValueCloseTo(80.0 + 5 / 0.05 + 100, within(1e-9));
  }

  @Test
  void of_a_training_that_was_done_before_nothing_is_known() {
    RemainingTime.Running evaluated =
        new RemainingTime.Running(
            "bc", 25, 20, 0, 1, new PhaseProgress(TrialPhase.EVALUATE, 20, 100));
    assertThat(remaining.seconds(List.of(evaluated), List.of("bc"), 1)).isEmpty();
  }

  private static RemainingTime.Running running(String variant, double seconds, double fraction) {
    return new RemainingTime.Running(
        variant,
        seconds,
        seconds,
        0,
        0,
        new PhaseProgress(TrialPhase.TRAIN, Math.round(1000 * fraction), 1000));
  }

  private static RemainingTime.Running resumed(
      String variant, double seconds, double from, double fraction) {
    return new RemainingTime.Running(
        variant,
        seconds,
        seconds,
        from,
        from,
        new PhaseProgress(TrialPhase.TRAIN, Math.round(1000 * fraction), 1000));
  }
}
