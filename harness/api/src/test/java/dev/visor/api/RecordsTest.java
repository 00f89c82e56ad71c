package dev.visor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsTest {
  private static final TaskId TASK = TaskId.parse("walker-walk@1");

  @Test
  void an_episode_of_t_steps_has_t_plus_one_observations() {
    Episode episode =
        new Episode(new byte[4 * 12], new float[4 * 2], new float[3], new float[3], false, true);
    assertThat(episode.length()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"47, 8, 3", "48, 9, 3", "48, 8, 4"})
  void an_episode_whose_arrays_do_not_fit_together_is_refused_with_their_lengths(
      int images, int proprio, int actions) {
    assertThatThrownBy(
            () ->
                new Episode(
                    new byte[images],
                    new float[proprio],
                    new float[actions],
                    new float[3],
                    false,
                    true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(images + " image bytes")
        .hasMessageContaining(proprio + " proprioceptive values")
        .hasMessageContaining(actions + " action values");
  }

  @Test
  void an_episode_without_a_step_is_refused() {
    assertThatThrownBy(
            () -> new Episode(new byte[12], new float[0], new float[0], new float[0], true, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_total_reward_is_summed_in_double_precision() {
    float[] rewards = new float[10_000];
    Arrays.fill(rewards, 0.1f);
    Episode episode = new Episode(new byte[0], new float[0], new float[0], rewards, false, true);
    assertThat(episode.totalReward()).isCloseTo(10_000 * (double) 0.1f, within(1e-9));
  }

  @Test
  void a_picture_has_three_bytes_a_pixel() {
    assertThat(new ObservationSpec(64, 48, 0).imageBytes()).isEqualTo(9216);
    assertThatThrownBy(() -> new ObservationSpec(0, 64, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ObservationSpec(64, 64, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1000, 2, 500", "1000, 3, 334", "1000, 1, 1000", "1, 4, 1"})
  void the_last_action_of_an_episode_may_be_held_for_less_than_the_repeat(
      int horizon, int repeat, int decisions) {
    TaskDescriptor task = task(horizon, repeat, 0, 1);
    assertThat(task.decisions()).isEqualTo(decisions);
    EnvironmentSpec spec = new EnvironmentSpec(task, new ObservationSpec(64, 64, 1));
    assertThat(spec.decisions()).isEqualTo(decisions);
    assertThat(spec.actionSize()).isEqualTo(2);
  }

  @Test
  void a_task_without_horizon_repeat_or_a_range_of_rewards_is_refused() {
    assertThatThrownBy(() -> task(0, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> task(1, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> task(1, 1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static TaskDescriptor task(int horizon, int repeat, double least, double most) {
    return new TaskDescriptor(
        TASK,
        "Walks.",
        horizon,
        repeat,
        0.025,
        List.of("hip", "knee"),
        List.of("height"),
        "side",
        64,
        least,
        most,
        ReferenceReturns.DEEPMIND_CONTROL,
        "made up",
        List.of());
  }

  @Test
  void a_score_is_0_at_the_random_and_100_at_the_reference_return_and_may_lie_beyond() {
    ReferenceReturns returns = new ReferenceReturns(-100, 300);
    assertThat(returns.score(-100)).isEqualTo(0);
    assertThat(returns.score(300)).isEqualTo(100);
    assertThat(returns.score(500)).isEqualTo(150);
    assertThat(returns.score(-500)).isEqualTo(-100);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, NaN", "0, Infinity", "-Infinity, 0"})
  void reference_returns_that_span_nothing_are_refused(double random, double reference) {
    assertThatThrownBy(() -> new ReferenceReturns(random, reference))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_recipe_needs_an_episode_and_a_seed_other_than_0() {
    DatasetId id = DatasetId.parse("walker-walk/expert@1");
    assertThatThrownBy(() -> new DatasetRecipe(id, TASK, "Walks.", 0, 1, "ab"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatasetRecipe(id, TASK, "Walks.", 1, 0, "ab"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_evaluation_keeps_its_episodes_to_itself_and_has_at_least_one() {
    List<EvaluatedEpisode> episodes = new ArrayList<>(List.of(new EvaluatedEpisode(1, 500, false)));
    Evaluation evaluation = new Evaluation(10, episodes);
    episodes.clear();
    assertThat(evaluation.episodes()).hasSize(1);
    assertThatThrownBy(() -> new Evaluation(10, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_time_step_is_the_last_for_either_reason() {
    Observation observation = new Observation(new byte[3], new float[0]);
    assertThat(new TimeStep(observation, 0, false, false).last()).isFalse();
    assertThat(new TimeStep(observation, 0, true, false).last()).isTrue();
    assertThat(new TimeStep(observation, 0, false, true).last()).isTrue();
  }

  @Test
  void a_profile_is_written_in_lower_case() {
    assertThat(Profile.LAPTOP.id()).isEqualTo("laptop");
  }

  @Test
  void a_benchmark_has_variants_that_can_be_told_apart() {
    BenchmarkDescriptor.Variant variant =
        new BenchmarkDescriptor.Variant("full", "all", BenchmarkDescriptor.Precision.F32);
    for (List<BenchmarkDescriptor.Variant> wrong :
        List.of(List.<BenchmarkDescriptor.Variant>of(), List.of(variant, variant))) {
      assertThatThrownBy(() -> new BenchmarkDescriptor("b", "Nothing.", wrong, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("benchmark b");
    }
    assertThatThrownBy(() -> new BenchmarkDescriptor.Script("b.py", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void divergence_says_what_and_when() {
    assertThat(new TrainingDivergedException("world model loss", 12))
        .hasMessage("world model loss is not finite at update 12");
  }
}
