package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Cancellation;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetDamageTest {
  private static final int EPISODES = 8;
  private static final int HURT = 5;

  @TempDir Path root;

  private Path dataset = Path.of("");

  @BeforeEach
  void build() {
    dataset =
        new DatasetStore(root)
            .build(new ToyRecipes().request(EPISODES, 1), BuildProgress.NONE, Cancellation.NEVER)
            .folder();
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void one_flipped_byte_is_told_with_file_episode_and_remedy(Field field) throws IOException {
    flip(field, positionInEpisode(field));
    VisorException failure = failure();
    assertThat(failure.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(failure)
        .hasMessageStartingWith(
            "the dataset toy-noise/random@1 is damaged: " + field.file() + ", episode " + HURT);
    assertThat(failure.place()).isEqualTo(dataset.resolve(field.file()) + ", episode " + HURT);
    assertThat(failure.remedy())
        .isEqualTo("build it again: visor datasets build toy-noise/random@1 --image 4px --rebuild");
    List<Finding> findings = new DatasetStore(root).verify(dataset);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).kind()).isEqualTo(Finding.Kind.DAMAGED);
    assertThat(findings.get(0).file()).isEqualTo(field.file());
    assertThat(findings.get(0).episode()).isEqualTo(OptionalInt.of(HURT));
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void a_flipped_byte_of_a_header_is_told_with_the_file(Field field) throws IOException {
    flip(field, 100);
    VisorException failure = failure();
    assertThat(failure.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(failure.place()).isEqualTo(dataset.resolve(field.file()).toString());
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void a_header_that_tells_of_another_type_is_told_with_the_file(Field field) throws IOException {
    flip(field, 21);
    assertThat(failure().place()).isEqualTo(dataset.resolve(field.file()).toString());
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void a_truncated_file_is_told_with_both_lengths(Field field) throws IOException {
    Path file = dataset.resolve(field.file());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(String.valueOf(failure().getMessage()).replace(",", ""))
        .contains(field.file())
        .contains(String.valueOf(bytes.length - 1));
  }

  @ParameterizedTest
  @EnumSource(
      value = Field.class,
      names = {"EPISODE", "PROPRIO"},
      mode = EnumSource.Mode.EXCLUDE)
  void a_truncated_file_is_told_with_the_first_episode_that_it_lacks(Field field)
      throws IOException {
    Path file = dataset.resolve(field.file());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) positionInEpisode(field)));
    List<Finding> findings = new DatasetStore(root).verify(dataset);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).place()).isEqualTo(field.file() + ", episode " + HURT);
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void a_missing_file_is_told(Field field) throws IOException {
    Files.delete(dataset.resolve(field.file()));
    assertThat(failure()).hasMessageContaining(field.file() + ": is missing");
  }

  @Test
  void damage_to_several_episodes_names_the_first_and_counts_them() throws IOException {
    DatasetArrays arrays = arrays();
    flip(Field.REWARD, 128 + 4 * arrays.episodes().firstTransition(2));
    flip(Field.REWARD, 128 + 4 * arrays.episodes().firstTransition(6));
    assertThat(failure())
        .hasMessageContaining("reward.npy, episode 2")
        .hasMessageContaining("in 2 episodes");
  }

  @Test
  void damage_to_several_files_is_all_reported() throws IOException {
    flip(Field.ACTION, 200);
    flip(Field.IMAGE, 200);
    assertThat(failure()).hasMessageContaining("1 more");
    assertThat(new DatasetStore(root).verify(dataset))
        .extracting(Finding::file)
        .containsExactly("image.npy", "action.npy");
  }

  @Test
  void a_damaged_dataset_is_not_built_over_unless_asked() throws IOException {
    flip(Field.IMAGE, 200);
    ToyRecipes recipes = new ToyRecipes();
    BuildRequest request = recipes.request(EPISODES, 1);
    DatasetStore store = new DatasetStore(root);
    assertThat(
            catchThrowableOfType(
                VisorException.class,
                () -> store.build(request, BuildProgress.NONE, Cancellation.NEVER)))
        .hasMessageContaining("damaged");
    assertThat(recipes.made).hasValue(0);
    store.rebuild(request, BuildProgress.NONE, Cancellation.NEVER);
    assertThat(store.verify(dataset)).isEmpty();
    assertThat(store.find(request.identity())).isPresent();
  }

  @Test
  void a_dataset_in_the_place_of_another_is_told() throws IOException {
    Path elsewhere =
        dataset.resolveSibling(dataset.getFileName().toString().replace("random", "expert"));
    Files.move(dataset, elsewhere);
    assertThat(failure()).hasMessageContaining("belongs to another dataset");
  }

  @Test
  void a_missing_dataset_is_told_with_the_command_that_builds_it() {
    VisorException failure =
        catchThrowableOfType(
            VisorException.class,
            () ->
                new DatasetStore(root.resolve("elsewhere"))
                    .open(ToyRecipes.recipe(EPISODES), ToyRecipes.OBSERVATION));
    assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessageContaining("toy-noise/random@1 of 4 × 6 pixels");
    assertThat(failure.remedy()).contains("visor datasets build toy-noise/random@1");
  }

  @Test
  void a_list_shows_damaged_cards_too() throws IOException {
    DatasetStore store = new DatasetStore(root);
    StoredDataset other =
        store.build(new ToyRecipes().request(2, 1), BuildProgress.NONE, Cancellation.NEVER);
    Files.writeString(dataset.resolve("dataset.json"), "{}");
    List<StoredEntry> entries = store.list();
    assertThat(entries).hasSize(2);
    for (StoredEntry entry : entries) {
      if (entry instanceof StoredEntry.WithCard whole) {
        assertThat(whole.folder()).isEqualTo(other.folder());
        assertThat(whole.card()).isEqualTo(other.card());
        assertThat(whole.bytes()).isGreaterThan(other.card().bytes());
      } else if (entry instanceof StoredEntry.Unreadable broken) {
        assertThat(broken.folder()).isEqualTo(dataset);
        assertThat(broken.problem().place()).contains("dataset.json");
      }
    }
    assertThat(store.verify(dataset)).hasSize(1);
  }

  @Test
  void a_store_that_does_not_exist_is_empty() {
    assertThat(new DatasetStore(root.resolve("nowhere")).list()).isEmpty();
  }

  private long positionInEpisode(Field field) {
    EpisodeTable table = arrays().episodes();
    DatasetShape shape = new DatasetShape(ToyRecipes.OBSERVATION, ToyRecipes.ACTION_SIZE, 0, 0);
    long rowBytes = field.type().bytes();
    for (int length : field.row(shape)) {
      rowBytes *= length;
    }
    return 128 + table.firstRow(field.unit(), HURT) * rowBytes;
  }

  private DatasetArrays arrays() {
    try {
      return DatasetArrays.map(dataset, new CardJson().read(dataset).shape());
    } catch (DamageException e) {
      throw new AssertionError(e);
    }
  }

  private void flip(Field field, long position) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            dataset.resolve(field.file()), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer octet = ByteBuffer.allocate(1);
      file.read(octet, position);
      octet.put(0, (byte) (octet.get(0) ^ 1));
      file.write(octet.flip(), position);
    }
  }

  private VisorException failure() {
    return catchThrowableOfType(
        VisorException.class,
        () ->
            new DatasetStore(root)
                .find(DatasetIdentity.of(ToyRecipes.recipe(EPISODES), ToyRecipes.OBSERVATION)));
  }
}
