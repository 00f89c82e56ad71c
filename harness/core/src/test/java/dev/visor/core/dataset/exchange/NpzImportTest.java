package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Episode;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.NpyType;
import dev.visor.core.dataset.StoredDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of V-D4RL and LOMPO, as they are found and as they should not be. */
class NpzImportTest {
  @TempDir Path root;
  private Path folder = Path.of("");
  private DatasetStore store = new DatasetStore(Path.of(""));

  @BeforeEach
  void folders() throws IOException {
    folder = Files.createDirectory(root.resolve("64px"));
    store = new DatasetStore(root.resolve("store"));
  }

  @ParameterizedTest
  @EnumSource(names = {"VD4RL_NPZ", "LOMPO_NPZ"})
  void the_action_of_a_row_led_to_its_picture(ExchangeFormat format) throws IOException {
    NpzWriter.episode(4).to(folder.resolve("a-4.npz"));
    try (StoredDataset dataset = ToyTask.imported(store, format, folder)) {
      Episode episode = dataset.episode(0);
      assertThat(episode.rewards()).containsExactly(1, 2, 3);
      assertThat(episode.actions()).containsExactly(0.01f, -0.01f, 0.02f, -0.02f, 0.03f, -0.03f);
      assertThat(episode.images()[0]).isEqualTo((byte) 200);
      assertThat(episode.images()[3 * 18]).isEqualTo((byte) 203);
      assertThat(episode.terminated()).isFalse();
      assertThat(episode.truncated()).isTrue();
      assertThat(dataset.card().imported()).isTrue();
      assertThat(dataset.card().madeWith())
          .containsEntry("imported-from", format.id())
          .hasEntrySatisfying("imported-rows", rows -> assertThat(rows).contains("led to"));
    }
  }

  @Test
  void the_length_in_a_name_is_not_believed() throws IOException {
    NpzWriter.episode(4).to(folder.resolve("20210101T000000-aa-3.npz"));
    NpzWriter.episode(5).to(folder.resolve("20210101T000001-bb-501.npz"));
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.card().transitions()).isEqualTo(3 + 4);
    }
  }

  @Test
  void keys_that_only_some_files_have_are_left_out_and_told_of() throws IOException {
    NpzWriter.episode(3).floats("height", new float[3], 3).to(folder.resolve("a.npz"));
    NpzWriter.episode(3).floats("proprio", new float[3], 3).to(folder.resolve("b.npz"));
    assertThat(ToyTask.notes(store, ExchangeFormat.VD4RL_NPZ, folder))
        .anySatisfy(note -> assertThat(note).contains("height").contains("proprio"));
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.card().observation().proprio()).isZero();
    }
  }

  @Test
  void a_key_that_all_files_have_may_be_named_as_the_state() throws IOException {
    NpzWriter.episode(2)
        .doubles("velocity", new double[] {1, 2, 3, 4}, 2, 2)
        .floats("height", new float[] {5, 6}, 2)
        .to(folder.resolve("a.npz"));
    ForeignEpisodes episodes =
        NpzEpisodes.examine(folder, new ProprioKeys(java.util.List.of("velocity", "height")));
    assertThat(episodes.open().read(0).proprio()).containsExactly(1, 2, 5, 3, 4, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"is_terminal", "terminal"})
  void a_terminal_flag_in_the_last_row_terminates(String key) throws IOException {
    NpzWriter.episode(3).flag(key, 3, 2).to(folder.resolve("a.npz"));
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.episode(0).terminated()).isTrue();
      assertThat(dataset.episode(0).truncated()).isFalse();
    }
  }

  @Test
  void a_discount_of_zero_in_the_last_row_terminates() throws IOException {
    NpzWriter.episode(3).doubles("discount", new double[] {1, 1, 0}, 3).to(folder.resolve("a.npz"));
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.episode(0).terminated()).isTrue();
    }
  }

  @Test
  void the_same_files_are_the_same_dataset_wherever_they_lie() throws IOException {
    NpzWriter.episode(3).to(folder.resolve("a.npz"));
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere/deep"));
    NpzWriter.episode(3).to(elsewhere.resolve("b.npz"));
    try (StoredDataset here = imported();
        StoredDataset there =
            ToyTask.imported(store, ExchangeFormat.VD4RL_NPZ, root.resolve("elsewhere"))) {
      assertThat(there.card()).isEqualTo(here.card());
      assertThat(store.list()).hasSize(1);
    }
  }

  @Test
  void other_files_do_not_take_an_id_that_is_taken() throws IOException {
    NpzWriter.episode(3).to(folder.resolve("a.npz"));
    imported().close();
    NpzWriter.episode(4).to(folder.resolve("b.npz"));
    assertThatThrownBy(this::imported)
        .isInstanceOf(VisorException.class)
        .hasMessageContaining("already holds other data as theirs/toy@1");
  }

  @Test
  void an_array_with_fewer_rows_is_told_with_file_episode_and_key() throws IOException {
    NpzWriter.episode(5).to(folder.resolve("a.npz"));
    NpzWriter.episode(5).floats("reward", new float[4], 4).to(folder.resolve("b.npz"));
    VisorException failure = failure();
    assertThat(failure.what()).isEqualTo("the array 'reward' has 4 rows where 'image' has 5");
    assertThat(failure.place()).isEqualTo(folder.resolve("b.npz") + ", episode 1, key reward");
    assertThat(failure.remedy()).isNotEmpty();
  }

  @Test
  void a_file_without_a_key_that_is_needed_names_those_it_has() throws IOException {
    NpzWriter.episode(5).without("action").to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("no array 'action'").contains("image, reward");
  }

  @Test
  void a_terminal_in_the_middle_is_refused() throws IOException {
    NpzWriter.episode(5).flag("is_terminal", 5, 2).to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("'is_terminal' ends the episode at row 2 of 5");
  }

  @Test
  void two_episodes_in_a_file_are_refused() throws IOException {
    NpzWriter.episode(5).flag("is_first", 5, 3).to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("begins another episode at row 3");
  }

  @Test
  void an_action_out_of_bounds_is_told_with_its_step() throws IOException {
    NpzWriter.episode(3)
        .floats("action", new float[] {0, 0, 0.5f, 0, 0, 1.5f}, 3, 2)
        .to(folder.resolve("a.npz"));
    VisorException failure = failure();
    assertThat(failure.what()).contains("1.5 at step 1");
    assertThat(failure.remedy()).contains("scale");
  }

  @Test
  void actions_of_another_task_are_refused() throws IOException {
    NpzWriter.episode(3).floats("action", new float[9], 3, 3).to(folder.resolve("a.npz"));
    assertThat(failure().what()).isEqualTo("the actions have 3 values, and toy@1 takes 2");
  }

  @Test
  void rows_that_seem_to_hold_the_action_taken_in_them_are_told_of() throws IOException {
    float[] actions = {0.3f, 0, 0, 0};
    NpzWriter.episode(2).floats("action", actions, 2, 2).to(folder.resolve("a.npz"));
    assertThat(ToyTask.notes(store, ExchangeFormat.VD4RL_NPZ, folder))
        .anySatisfy(note -> assertThat(note).contains("row 0 of 1 files"));
  }

  @Test
  void pictures_of_another_type_are_refused() throws IOException {
    NpzWriter.episode(2).floats("image", new float[36], 2, 2, 3, 3).to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("'image' holds <f4 where pictures of |u1 belong");
  }

  @Test
  void a_python_object_is_never_read() throws IOException {
    String header = "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }\n";
    byte[] pickled =
        ("\u0093NUMPY\u0001\0" + (char) header.length() + "\0" + header + "pickle")
            .getBytes(StandardCharsets.ISO_8859_1);
    NpzWriter.episode(2).entry("reward.npy", pickled).to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("elements of type '|O'");
  }

  @Test
  void a_python_object_that_nobody_asks_for_does_no_harm() throws IOException {
    NpzWriter.episode(2).entry("info.npy", new byte[] {1, 2, 3}).to(folder.resolve("a.npz"));
    imported().close();
  }

  @Test
  void a_header_that_claims_more_than_its_bytes_can_become_costs_nothing() throws IOException {
    NpzWriter.episode(2)
        .bytes("image", NpyType.UINT8, new byte[0], 1 << 20, 3, 3, 3)
        .to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("claims 28,311,552 bytes, which");
  }

  @Test
  void a_header_that_claims_beyond_all_memory_costs_nothing() throws IOException {
    NpzWriter.episode(2)
        .bytes("image", NpyType.UINT8, new byte[0], Integer.MAX_VALUE, 1 << 30, 3, 3)
        .to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("impossible shape");
  }

  @Test
  void a_zip_bomb_ends_at_what_an_episode_may_hold() throws IOException {
    byte[] bomb = new byte[300 << 20];
    NpzWriter.episode(2)
        .bytes("image", NpyType.UINT8, bomb, 100 << 20, 1, 1, 3)
        .to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("an episode's array has at most 268,435,456");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd.npy", "../../image.npy", "a/../../b.npy", "..\\b.npy"})
  void a_name_that_is_a_path_is_refused(String name) throws IOException {
    NpzWriter.episode(2).entry(name, new byte[1]).to(folder.resolve("a.npz"));
    VisorException failure = failure();
    assertThat(failure.what()).contains("names a path").contains(name);
    assertThat(failure.exit()).isEqualTo(ExitCode.INTEGRITY);
  }

  @Test
  void a_file_that_was_cut_off_is_refused_wherever_it_was_cut() throws IOException {
    byte[] whole = NpzWriter.episode(3).bytes();
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(folder.resolve("a.npz"), Arrays.copyOf(whole, length));
      assertThat(failure().place()).contains("a.npz, episode 0");
    }
  }

  @Test
  void nothing_that_ends_in_npz_is_a_usage_error() {
    assertThat(failure().exit()).isEqualTo(ExitCode.USAGE);
    assertThat(failure().what()).contains("no file that ends in .npz");
  }

  @Test
  void a_failed_import_leaves_nothing_in_the_store() throws IOException {
    NpzWriter.episode(3).to(folder.resolve("a.npz"));
    NpzWriter.episode(3).flag("is_terminal", 3, 0).to(folder.resolve("b.npz"));
    NpzWriter.episode(3).flag("is_terminal", 3, 2).to(folder.resolve("a.npz"));
    assertThat(failure().what()).contains("is_terminal");
    assertThat(store.list()).isEmpty();
  }

  private StoredDataset imported() {
    return ToyTask.imported(store, ExchangeFormat.VD4RL_NPZ, folder);
  }

  private VisorException failure() {
    return catchThrowableOfType(VisorException.class, this::imported);
  }
}
