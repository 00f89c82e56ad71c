package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedDatasetsTest {
  private static final String REPLAY = "point_mass-dense/medium-replay@1";

  private final Host host = new Host();

  @Test
  void there_is_every_kind_of_every_task() {
    assertThat(new ScriptedDatasets().recipes())
        .extracting(recipe -> recipe.id().toString())
        .hasSize(55)
        .doesNotHaveDuplicates()
        .contains(
            "point_mass-dense/random@1",
            "point_mass-dense/medium-replay@1",
            "point_mass-dense/medium@1",
            "point_mass-dense/medium-expert@1",
            "point_mass-dense/expert@1",
            "cartpole-swingup/expert@1",
            "reacher-easy/medium@1",
            "point_mass-easy/random@1");
    assertThat(host.recipes()).isEqualTo(new Host().recipes());
  }

  @Test
  void a_recipe_has_ten_thousand_decisions_of_the_dense_task() {
    DatasetRecipe recipe = host.recipe(REPLAY);

    assertThat(recipe.episodes() * host.task(recipe.task()).decisions()).isEqualTo(10_000);
  }

  @Test
  void what_acts_differently_has_another_digest() {
    assertThat(host.recipes())
        .filteredOn(recipe -> recipe.task().name().equals("cartpole-swingup"))
        .extracting(DatasetRecipe::digest)
        .doesNotHaveDuplicates()
        .allSatisfy(digest -> assertThat(digest).matches("[0-9a-f]{64}"));
  }

  @Test
  void every_controller_of_a_task_plays_with_every_noise_of_its_replay() {
    ScriptedTask pen =
        ScriptedTask.ALL.stream()
            .filter(task -> task.task().name().equals("adroit-pen-fixed"))
            .findFirst()
            .orElseThrow();
    int plans = pen.controllers().size();

    assertThat(plans).isEqualTo(3);
    assertThat(IntStream.range(0, plans * Noise.REPLAY_CYCLE))
        .extracting(
            episode ->
                pen.controller(episode).name() + " " + Kind.MEDIUM_REPLAY.noise(pen, episode))
        .doesNotHaveDuplicates();
  }

  @Test
  void an_episode_depends_on_its_index_and_streams_alone() {
    DatasetRecipe recipe = host.recipe(REPLAY);
    try (EpisodeGenerator forwards = host.open(recipe);
        EpisodeGenerator backwards = host.open(recipe)) {
      Episode first = forwards.generate(0, Host.streams(recipe, 0));
      Episode second = forwards.generate(1, Host.streams(recipe, 1));

      assertEqual(second, backwards.generate(1, Host.streams(recipe, 1)));
      assertEqual(first, backwards.generate(0, Host.streams(recipe, 0)));
      assertThat(second.actions()).isNotEqualTo(first.actions());
    }
  }

  private static void assertEqual(Episode one, Episode other) {
    assertThat(one.images()).isEqualTo(other.images());
    assertThat(one.proprio()).isEqualTo(other.proprio());
    assertThat(one.actions()).isEqualTo(other.actions());
    assertThat(one.rewards()).isEqualTo(other.rewards());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "point_mass-dense/medium@1",
        "point_mass-easy/expert@1",
        "cartpole-swingup/medium-replay@1",
        "reacher-easy/random@1"
      })
  void the_recorded_actions_lead_to_the_recorded_observations_and_rewards(String id) {
    DatasetRecipe recipe = host.recipe(id);
    TaskDescriptor task = host.task(recipe.task());
    int values = task.proprioception().size();
    int size = task.actions().size();
    Episode episode;
    try (EpisodeGenerator generator = host.open(recipe)) {
      episode = generator.generate(3, Host.streams(recipe, 3));
    }

    assertThat(episode.length()).isEqualTo(task.decisions());
    assertThat(episode.truncated()).isTrue();
    assertThat(episode.terminated()).isFalse();
    try (Environment env = host.open(recipe.task(), new ObservationSpec(16, 16, values))) {
      TimeStep step = env.reset(Host.streams(recipe, 3).stream("start").nextLong());
      for (int t = 0; t < episode.length(); t++) {
        assertThat(step.observation().proprio())
            .isEqualTo(Arrays.copyOfRange(episode.proprio(), t * values, (t + 1) * values));
        float[] action = Arrays.copyOfRange(episode.actions(), t * size, (t + 1) * size);
        for (float value : action) {
          assertThat(value).isBetween(-1f, 1f);
        }
        step = env.step(action);
        assertThat((float) step.reward()).isEqualTo(episode.rewards()[t]);
      }
      int last = episode.images().length - step.observation().image().length;
      assertThat(step.observation().image())
          .isEqualTo(Arrays.copyOfRange(episode.images(), last, episode.images().length));
    }
  }

  @Test
  void an_observation_without_values_makes_the_same_episode() {
    DatasetRecipe recipe = host.recipe("reacher-easy/expert@1");
    try (EpisodeGenerator with = host.open(recipe);
        EpisodeGenerator without =
            new ScriptedDatasets().open(recipe.id(), host, new ObservationSpec(16, 16, 0))) {
      Episode blind = without.generate(0, Host.streams(recipe, 0));

      assertThat(blind.proprio()).isEmpty();
      assertThat(blind.actions()).isEqualTo(with.generate(0, Host.streams(recipe, 0)).actions());
    }
  }

  @Test
  void a_recipe_that_does_not_exist_is_refused_by_name() {
    DatasetId unknown = DatasetId.parse("walker-walk/expert@1");

    assertThatThrownBy(
            () -> new ScriptedDatasets().open(unknown, host, new ObservationSpec(64, 64, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("walker-walk/expert@1")
        .hasMessageContaining(REPLAY);
  }

  @Test
  void an_environment_without_physics_is_closed_and_refused() {
    Blind blind = new Blind();
    EnvironmentCatalogue catalogue =
        new EnvironmentCatalogue() {
          @Override
          public List<TaskDescriptor> tasks() {
            return host.tasks();
          }

          @Override
          public TaskDescriptor task(TaskId id) {
            return host.task(id);
          }

          @Override
          public Environment open(TaskId id, ObservationSpec observation) {
            return blind;
          }
        };

    assertThatThrownBy(
            () ->
                new ScriptedDatasets()
                    .open(DatasetId.parse(REPLAY), catalogue, new ObservationSpec(16, 16, 4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("physics");
    assertThat(blind.closed).isTrue();
  }

  private static final class Blind implements Environment {
    private boolean closed;

    @Override
    public EnvironmentSpec spec() {
      throw new UnsupportedOperationException();
    }

    @Override
    public TimeStep reset(long seed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TimeStep step(float[] action) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
