package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.DatasetView;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskId;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBuildTest {
  @TempDir Path folder;

  private final ToyRecipes recipes = new ToyRecipes();

  @Test
  void a_built_dataset_lies_under_its_namespace_kind_version_size_and_identity() {
    DatasetStore store = store("a");
    StoredDataset dataset = build(store, recipes.request(5, 1));
    String identity = DatasetIdentity.of(ToyRecipes.recipe(5), ToyRecipes.OBSERVATION);
    assertThat(dataset.folder())
        .isEqualTo(store.root().resolve("toy-noise/random@1-4x6px-" + identity.substring(0, 12)));
    assertThat(dataset.card().identity()).isEqualTo(identity);
    assertThat(dataset.card().episodes()).isEqualTo(5);
    assertThat(files(dataset.folder()))
        .containsExactly(
            "action.npy",
            "checksum.npy",
            "dataset.json",
            "episode.npy",
            "image.npy",
            "proprio.npy",
            "reward.npy",
            "terminated.npy",
            "truncated.npy");
    assertThat(files(dataset.folder().resolve(".."))).hasSize(1);
    assertThat(store.verify(dataset.folder())).isEmpty();
  }

  @Test
  void what_is_read_is_what_was_made_episode_by_episode() {
    DatasetView view = build(store("a"), recipes.request(9, 2)).view();
    assertThat(view.episodes()).isEqualTo(9);
    long transitions = 0;
    for (int e = 0; e < 9; e++) {
      Episode made =
          ToyRecipes.episode(ToyRecipes.OBSERVATION, new EpisodeStreams(ToyRecipes.recipe(9), e));
      transitions += made.length();
      assertThat(view.length(e)).isEqualTo(made.length());
      assertThat(view.terminated(e)).isEqualTo(made.terminated());
      byte[] images = new byte[made.images().length];
      view.images(e, 0, made.length() + 1, images, 0);
      assertThat(images).isEqualTo(made.images());
      float[] proprio = new float[made.proprio().length];
      view.proprio(e, 0, made.length() + 1, proprio, 0);
      assertThat(proprio).isEqualTo(made.proprio());
      float[] actions = new float[made.actions().length];
      view.actions(e, 0, made.length(), actions, 0);
      assertThat(actions).isEqualTo(made.actions());
      float[] rewards = new float[made.rewards().length];
      view.rewards(e, 0, made.length(), rewards, 0);
      assertThat(rewards).isEqualTo(made.rewards());
    }
    assertThat(view.transitions()).isEqualTo(transitions);
  }

  @Test
  void building_twice_gives_the_same_bytes_with_any_number_of_threads() {
    StoredDataset first = build(store("one"), recipes.request(17, 1));
    assertThat(build(store("two"), recipes.request(17, 2)).sha256()).isEqualTo(first.sha256());
    Path one = first.folder();
    Path again = build(store("again"), recipes.request(17, 1)).folder();
    Path two = build(store("two"), recipes.request(17, 2)).folder();
    Path many = build(store("many"), recipes.request(17, 30)).folder();
    for (String file : files(one)) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
      assertThat(two.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
      assertThat(many.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
    }
  }

  @Test
  void one_number_stands_for_all_arrays_and_a_shell_can_check_it() throws IOException {
    StoredDataset dataset = build(store("a"), recipes.request(3, 1));
    StringBuilder printed = new StringBuilder(); // by sha256sum *.npy
    for (String file : files(dataset.folder())) {
      if (file.endsWith(".npy")) {
        printed.append(Sha256.of(dataset.folder().resolve(file)) + "  " + file + "\n");
      }
    }
    assertThat(dataset.sha256())
        .isEqualTo(Sha256.of(printed.toString().getBytes(StandardCharsets.UTF_8)))
        .isNotEqualTo(build(store("a"), recipes.request(4, 1)).sha256());
  }

  @Test
  void the_bytes_are_the_same_on_every_java() throws IOException {
    StoredDataset dataset = build(store("a"), recipes.request(5, 1));
    assertThat(dataset.sha256())
        .isEqualTo("0397e63862f80af19382ca50665cab0967027f042ade4fe6ab1d7d5e96fdc87f");
    assertThat(Sha256.of(dataset.folder().resolve("dataset.json")))
        .isEqualTo("accc3b6d677f558a1d768918e50feedc143e2b71f5ec89cf63406576fb82e45f");
  }

  @Test
  void the_same_recipe_at_another_picture_size_shows_the_same_episodes() {
    BuildRequest small = recipes.request(4, 1);
    BuildRequest large =
        new BuildRequest(
            small.recipe(), recipes, recipes, new ObservationSpec(8, 8, 2), 1, small.madeWith());
    Path one = build(store("a"), small).folder();
    Path other = build(store("a"), large).folder();
    assertThat(other.getFileName().toString()).startsWith("random@1-8px-");
    assertThat(other.resolve("action.npy")).hasSameBinaryContentAs(one.resolve("action.npy"));
  }

  @Test
  void a_dataset_that_is_there_is_opened_and_not_built_again() {
    build(store("a"), recipes.request(5, 1));
    ToyRecipes unused = new ToyRecipes();
    assertThat(build(store("a"), unused.request(5, 1)).card().episodes()).isEqualTo(5);
    assertThat(unused.opened).hasValue(0);
  }

  @Test
  void a_rebuilt_dataset_takes_the_place_of_the_old_one_which_stays_readable_where_it_is_open()
      throws IOException {
    StoredDataset old = build(store("a"), recipes.request(5, 1));
    byte[] card = Files.readAllBytes(old.folder().resolve("dataset.json"));
    store("a").rebuild(recipes.request(5, 1), BuildProgress.NONE, Cancellation.NEVER).close();
    assertThat(recipes.made).hasValue(10);
    assertThat(old.folder().resolve("dataset.json")).hasBinaryContent(card);
    assertThat(files(old.folder().resolve(".."))).hasSize(1);
    old.view().images(4, 0, 1, new byte[72], 0);
  }

  @Test
  void each_thread_has_a_generator_of_its_own_and_closes_it() {
    build(store("a"), recipes.request(10, 3));
    assertThat(recipes.opened).hasValue(3);
    assertThat(recipes.closed).hasValue(3);
  }

  @Test
  void no_more_than_two_episodes_a_thread_are_made_ahead_of_what_is_written() {
    List<Integer> ahead = new ArrayList<>();
    ToyRecipes counted = new ToyRecipes();
    store("a")
        .build(
            counted.request(40, 2),
            (done, of) -> ahead.add(counted.made.get() - done),
            Cancellation.NEVER);
    assertThat(ahead).hasSize(41).allMatch(count -> count <= 2 * 2);
  }

  @Test
  void progress_counts_every_episode() {
    List<String> told = new ArrayList<>();
    store("a")
        .build(recipes.request(3, 2), (done, of) -> told.add(done + "/" + of), Cancellation.NEVER);
    assertThat(told).containsExactly("0/3", "1/3", "2/3", "3/3");
  }

  @Test
  void a_cancelled_build_leaves_nothing_visible_and_goes_on_where_it_was() throws IOException {
    Path whole = build(store("whole"), recipes.request(12, 1)).folder();

    DatasetStore store = store("a");
    VisorException stopped = cancelAfter(7, store, recipes.request(12, 2));
    assertThat(stopped.exit()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(stopped).hasMessageContaining("stopped after 7 of 12 episodes");
    assertThat(store.list()).isEmpty();
    assertThat(store.find(recipes.request(12, 1).identity())).isEmpty();

    ToyRecipes rest = new ToyRecipes();
    List<Integer> done = new ArrayList<>();
    Path resumed =
        store
            .build(rest.request(12, 1), (count, of) -> done.add(count), Cancellation.NEVER)
            .folder();
    assertThat(rest.made).hasValue(5);
    assertThat(done).startsWith(7);
    for (String file : files(whole)) {
      assertThat(resumed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(files(resumed.resolve(".."))).hasSize(1);
  }

  @Test
  void what_an_interrupted_build_left_broken_is_made_again() throws IOException {
    Path whole = build(store("whole"), recipes.request(12, 1)).folder();
    DatasetStore store = store("a");
    cancelAfter(7, store, recipes.request(12, 1));
    Path images = part(store).resolve("image.npy");
    byte[] bytes = Files.readAllBytes(images);
    bytes[bytes.length / 2] ^= 1;
    Files.write(images, bytes);

    ToyRecipes rest = new ToyRecipes();
    Path resumed = build(store, rest.request(12, 1)).folder();
    assertThat(rest.made.get()).isBetween(6, 11);
    for (String file : files(whole)) {
      assertThat(resumed.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void what_another_version_left_is_thrown_away() {
    DatasetStore store = store("a");
    cancelAfter(7, store, recipes.request(12, 1));
    ToyRecipes newer = new ToyRecipes();
    BuildRequest request = newer.request(12, 1);
    TreeMap<String, String> madeWith = new TreeMap<>(request.madeWith());
    madeWith.put("physics", "newer");
    BuildRequest changed =
        new BuildRequest(request.recipe(), newer, newer, request.observation(), 1, madeWith);
    Path built = build(store, changed).folder();
    assertThat(newer.made).hasValue(12);
    assertThat(files(built.resolve(".."))).hasSize(1);
  }

  @Test
  void what_another_build_of_the_same_version_left_is_thrown_away() {
    DatasetStore store = store("a");
    cancelAfter(7, store, of(recipes, Map.of("toy", "aa")));
    ToyRecipes same = new ToyRecipes();
    cancelAfter(9, store, of(same, Map.of("toy", "aa")));
    assertThat(same.made.get()).isLessThan(12);
    ToyRecipes rebuilt = new ToyRecipes();
    Path built = build(store, of(rebuilt, Map.of("toy", "bb"))).folder();
    assertThat(rebuilt.made).hasValue(12);
    assertThat(files(built.resolve(".."))).hasSize(1);
  }

  @Test
  void a_rebuild_begins_from_nothing() {
    DatasetStore store = store("a");
    cancelAfter(7, store, recipes.request(12, 1));
    ToyRecipes anew = new ToyRecipes();
    store.rebuild(anew.request(12, 1), BuildProgress.NONE, Cancellation.NEVER);
    assertThat(anew.made).hasValue(12);
    assertThat(files(store.root().resolve("toy-noise"))).hasSize(1);
  }

  @Test
  void a_cancelled_build_closes_every_generator() {
    cancelAfter(3, store("a"), recipes.request(12, 3));
    assertThat(recipes.closed).hasValue(3);
  }

  @Test
  void a_recipe_that_throws_is_named_with_the_episode_and_its_exception() {
    IllegalStateException cause = new IllegalStateException("the pole fell");
    ToyRecipes failing =
        new ToyRecipes(
            index -> {
              if (index == 4) {
                throw cause;
              }
            },
            episode -> episode);
    VisorException failure = failure(failing.request(9, 2));
    assertThat(failure.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(failure).hasMessageContaining("the pole fell").hasCause(cause);
    assertThat(failure.place()).isEqualTo("toy-noise/random@1, episode 4");
    assertThat(files(folder.resolve("a/toy-noise"))).isEmpty();
    assertThat(failing.closed).hasValue(2);
  }

  @Test
  void a_failure_after_a_build_was_cancelled_throws_nothing_away() {
    AtomicBoolean cancelled = new AtomicBoolean();
    ToyRecipes dying =
        new ToyRecipes(
            index -> {
              if (index == 4) {
                cancelled.set(true);
                throw new IllegalStateException("what the signal ended too");
              }
            },
            episode -> episode);
    VisorException stopped =
        catchThrowableOfType(
            VisorException.class,
            () -> store("a").build(dying.request(9, 1), BuildProgress.NONE, cancelled::get));
    assertThat(stopped.exit()).isEqualTo(ExitCode.INTERRUPTED);
    build(store("a"), recipes.request(9, 1));
    assertThat(recipes.made.get()).isBetween(5, 6);
  }

  @Test
  void a_heap_that_is_too_small_is_the_users_to_mend_and_nothing_is_thrown_away() {
    ToyRecipes large =
        new ToyRecipes(
            index -> {
              if (index == 4) {
                throw new IllegalStateException(new OutOfMemoryError("Java heap space"));
              }
            },
            episode -> episode);
    VisorException failure = failure(large.request(9, 1));
    assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.what())
        .contains("toy-noise/random@1")
        .contains("an episode in pictures of 4 × 6 takes up to 1 MB");
    assertThat(failure.remedy()).contains("VISOR_HEAP=").contains("what is finished is kept");
    build(store("a"), recipes.request(9, 1));
    assertThat(recipes.made).hasValue(5);
  }

  @Test
  void no_more_generators_work_at_once_than_the_heap_has_room_for() {
    BuildRequest request = recipes.request(9, 8);
    long episode = request.mostBytes() / 9;
    assertThat(request.threadsWithin(3 * 4 * episode)).isEqualTo(3);
    assertThat(request.threadsWithin(episode)).isEqualTo(1);
    assertThat(request.threadsWithin(Long.MAX_VALUE)).isEqualTo(8);
  }

  @Test
  void an_action_beyond_its_bounds_is_named_with_episode_and_step() {
    VisorException failure =
        failure(
            changing(
                episode -> {
                  episode.actions()[ToyRecipes.ACTION_SIZE * 2] = 1.5f;
                  return episode;
                }));
    assertThat(failure).hasMessageContaining("action value 1.5 at step 2");
    assertThat(failure.place()).endsWith("episode 0");
  }

  @Test
  void values_that_are_not_finite_are_refused() {
    assertThat(
            failure(
                changing(
                    episode -> {
                      episode.rewards()[1] = Float.NaN;
                      return episode;
                    })))
        .hasMessageContaining("reward NaN at step 1");
    assertThat(
            failure(
                changing(
                    episode -> {
                      episode.proprio()[3] = Float.POSITIVE_INFINITY;
                      return episode;
                    })))
        .hasMessageContaining("state value Infinity in frame 1");
  }

  @Test
  void an_episode_that_ends_for_no_reason_is_refused() {
    assertThat(
            failure(
                changing(
                    e ->
                        new Episode(
                            e.images(), e.proprio(), e.actions(), e.rewards(), false, false))))
        .hasMessageContaining("without being terminated or truncated");
  }

  @Test
  void pictures_of_another_size_are_refused() {
    assertThat(
            failure(
                changing(
                    e ->
                        new Episode(
                            new byte[(e.length() + 1) * 27],
                            e.proprio(),
                            e.actions(),
                            e.rewards(),
                            true,
                            false))))
        .hasMessageContaining("rows of 72 belong");
  }

  @Test
  void a_recipe_of_a_task_that_nobody_brings_is_a_usage_error() {
    DatasetRecipe recipe = ToyRecipes.recipe(3);
    DatasetRecipe orphan =
        new DatasetRecipe(recipe.id(), new TaskId("nowhere", 1), "Noise.", 3, 7, recipe.digest());
    VisorException failure =
        failure(
            new BuildRequest(orphan, recipes, recipes, ToyRecipes.OBSERVATION, 1, new TreeMap<>()));
    assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.remedy()).contains("nowhere@1");
  }

  @Test
  void a_dataset_that_does_not_fit_on_the_disk_is_refused_before_it_is_begun() {
    BuildRequest request = recipes.request(3, 1);
    BuildRequest huge =
        new BuildRequest(
            ToyRecipes.recipe(Integer.MAX_VALUE),
            recipes,
            recipes,
            new ObservationSpec(2048, 2048, 0),
            1,
            request.madeWith());
    assertThat(huge.mostBytes()).isGreaterThan(1L << 52);
    assertThat(failure(huge)).hasMessageContaining("MB are free");
    assertThat(recipes.made).hasValue(0);
  }

  private static BuildRequest of(ToyRecipes recipes, Map<String, String> code) {
    BuildRequest request = recipes.request(12, 1);
    return new BuildRequest(
        request.recipe(),
        recipes,
        recipes,
        request.observation(),
        1,
        request.madeWith(),
        new TreeMap<>(code));
  }

  private BuildRequest changing(UnaryOperator<Episode> change) {
    return new ToyRecipes(index -> {}, change).request(3, 1);
  }

  private VisorException failure(BuildRequest request) {
    return catchThrowableOfType(
        VisorException.class,
        () -> store("a").build(request, BuildProgress.NONE, Cancellation.NEVER));
  }

  private static VisorException cancelAfter(
      int episodes, DatasetStore store, BuildRequest request) {
    AtomicBoolean enough = new AtomicBoolean();
    return catchThrowableOfType(
        VisorException.class,
        () -> store.build(request, (done, of) -> enough.set(done >= episodes), enough::get));
  }

  private static Path part(DatasetStore store) throws IOException {
    try (Stream<Path> paths = Files.list(store.root().resolve("toy-noise"))) {
      return paths.filter(path -> path.toString().contains(".part-")).findFirst().orElseThrow();
    }
  }

  private DatasetStore store(String name) {
    return new DatasetStore(folder.resolve(name));
  }

  private static StoredDataset build(DatasetStore store, BuildRequest request) {
    return store.build(request, BuildProgress.NONE, Cancellation.NEVER);
  }

  private static List<String> files(Path folder) {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
