package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetView;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.suite.DatasetSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Episodes are told apart by their rewards, which are random numbers. */
class SubsetTest {
  private static final int EPISODES = 60;
  private static final long LEAST_TRANSITIONS = 3 * EPISODES;
  private static Path root = Path.of("");

  @BeforeContainer
  static void build() throws IOException {
    root = Files.createTempDirectory("store");
    new DatasetStore(root)
        .build(new ToyRecipes().request(EPISODES, 1), BuildProgress.NONE, Cancellation.NEVER);
  }

  @AfterContainer
  static void delete() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static StoredDataset open() {
    return new DatasetStore(root).open(ToyRecipes.recipe(EPISODES), ToyRecipes.OBSERVATION);
  }

  @Property(tries = 60)
  void every_episode_of_a_smaller_size_is_in_each_larger_one(
      @ForAll @LongRange(min = 1, max = LEAST_TRANSITIONS) long one,
      @ForAll @LongRange(min = 1, max = LEAST_TRANSITIONS) long other,
      @ForAll long seed) {
    try (StoredDataset dataset = open()) {
      Set<Integer> smaller = episodes(dataset.view(size(Math.min(one, other)), seed));
      Set<Integer> larger = episodes(dataset.view(size(Math.max(one, other)), seed));
      assertThat(larger).containsAll(smaller);
      assertThat(episodes(dataset.view())).containsAll(larger);
    }
  }

  @Property(tries = 60)
  void a_size_has_as_many_transitions_as_asked_for_and_not_an_episode_more(
      @ForAll @LongRange(min = 1, max = LEAST_TRANSITIONS) long size, @ForAll long seed) {
    try (StoredDataset dataset = open()) {
      DatasetView view = dataset.view(size(size), seed);
      long sum = 0;
      for (int e = 0; e < view.episodes(); e++) {
        sum += view.length(e);
      }
      assertThat(view.transitions()).isEqualTo(sum).isBetween(size, size + ToyRecipes.LONGEST - 1);
    }
  }

  @Example
  void episodes_keep_the_order_in_which_they_lie_in_the_dataset() {
    try (StoredDataset dataset = open()) {
      Set<Integer> all = new LinkedHashSet<>(episodes(dataset.view()));
      Set<Integer> part = episodes(dataset.view(size(150), 3));
      all.retainAll(part);
      assertThat(part).containsExactlyElementsOf(all);
    }
  }

  @Example
  void another_seed_takes_other_episodes_and_the_same_seed_the_same() {
    try (StoredDataset dataset = open()) {
      assertThat(episodes(dataset.view(size(90), 1)))
          .isEqualTo(episodes(dataset.view(size(90), 1)))
          .isNotEqualTo(episodes(dataset.view(size(90), 2)));
    }
  }

  @Example
  void full_is_everything_whatever_the_seed() {
    try (StoredDataset dataset = open()) {
      assertThat(episodes(dataset.view(DatasetSize.FULL, 9))).hasSize(EPISODES);
    }
  }

  @Example
  void the_dataset_itself_is_the_largest_size() {
    try (StoredDataset dataset = open()) {
      long all = dataset.card().transitions();
      assertThat(dataset.view(size(all), 1).episodes()).isEqualTo(EPISODES);
      VisorException failure =
          catchThrowableOfType(VisorException.class, () -> dataset.view(size(all + 1), 1));
      assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(failure)
          .hasMessageContaining("asks for " + (all + 1) + " transitions")
          .hasMessageContaining("has " + all);
    }
  }

  @Example
  void reading_beyond_the_episodes_of_a_part_is_refused() {
    try (StoredDataset dataset = open()) {
      DatasetView view = dataset.view(size(10), 1);
      assertThatThrownBy(() -> view.length(view.episodes()))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static DatasetSize size(long transitions) {
    return DatasetSize.parse(Long.toString(transitions));
  }

  private static Set<Integer> episodes(DatasetView view) {
    Set<Integer> hashes = new LinkedHashSet<>();
    for (int e = 0; e < view.episodes(); e++) {
      float[] rewards = new float[view.length(e)];
      view.rewards(e, 0, rewards.length, rewards, 0);
      hashes.add(Arrays.hashCode(rewards));
    }
    return hashes;
  }
}
