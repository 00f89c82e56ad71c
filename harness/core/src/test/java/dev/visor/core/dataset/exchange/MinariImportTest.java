package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Minari's folders, as its own tools and others' write them. */
class MinariImportTest {
  private static final DatasetCreationOptions UNSIGNED =
      DatasetCreationOptions.builder().unsigned().build();

  @TempDir Path root;
  private Path data = Path.of("");
  private DatasetStore store = new DatasetStore(Path.of(""));

  @BeforeEach
  void folders() throws IOException {
    data = Files.createDirectories(root.resolve("theirs/data"));
    store = new DatasetStore(root.resolve("store"));
  }

  @Test
  void rows_are_taken_as_they_are_and_the_tenth_episode_is_after_the_ninth() throws IOException {
    write(11, episode -> {});
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.card().episodes()).isEqualTo(11);
      assertThat(dataset.card().observation()).isEqualTo(new ObservationSpec(2, 3, 0));
      Episode last = dataset.episode(10);
      assertThat(last.rewards()).containsExactly(10, 11);
      assertThat(last.actions()).containsExactly(0.1f, 0, 0.2f, 0);
      assertThat(last.images()[2 * 18]).as("the picture after the last action").isEqualTo((byte) 2);
      assertThat(last.terminated()).isTrue();
      assertThat(last.truncated()).isFalse();
    }
  }

  @Test
  void pictures_may_be_one_of_several_observations() throws IOException {
    write(
        2,
        episode -> {
          WritableGroup group = episode.putGroup("observations");
          group.putDataset("pixels", new byte[3][2][3][3], UNSIGNED);
          group.putDataset("state", new float[][] {{1, 2}, {3, 4}, {5, 6}});
          group.putDataset("goal", new double[][] {{7}, {8}, {9}});
        });
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.episode(0).proprio()).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void jpeg_pictures_come_in_with_a_note() throws IOException {
    byte[] encoded = Pictures.jpeg(32, 48, 0x806040);
    byte[][] frames = {encoded, encoded, encoded};
    write(
        1,
        episode ->
            episode.putDataset(
                "observations", frames, DatasetCreationOptions.builder().unsigned().build()));
    assertThat(ToyTask.notes(store, ExchangeFormat.MINARI, root))
        .anySatisfy(note -> assertThat(note).contains("JPEG"));
    try (StoredDataset dataset = imported()) {
      assertThat(dataset.card().observation()).isEqualTo(new ObservationSpec(32, 48, 0));
      assertThat(Byte.toUnsignedInt(dataset.episode(0).images()[0])).isCloseTo(0x80, within(3));
    }
  }

  @Test
  void other_bounds_of_actions_are_told() throws IOException {
    write(1, episode -> {});
    metadata(
        "\"action_space\": \"{\\\"type\\\": \\\"Box\\\", \\\"low\\\": [-0.4, -0.4],"
            + " \\\"high\\\": [0.4, 0.4]}\"");
    assertThat(ToyTask.notes(store, ExchangeFormat.MINARI, root))
        .anySatisfy(note -> assertThat(note).contains("-0.4 to 0.4"));
  }

  @Test
  void a_missing_episode_is_told() throws IOException {
    write(2, episode -> {});
    metadata("\"total_episodes\": 3");
    assertThat(failure().what()).contains("holds 2 episodes where metadata.json says 3");
  }

  @Test
  void another_storage_is_refused_with_the_way_out() throws IOException {
    metadata("\"data_format\": \"arrow\"");
    VisorException failure = failure();
    assertThat(failure.what()).contains("kept as arrow");
    assertThat(failure.remedy()).contains("hdf5");
  }

  @Test
  void an_observation_too_few_is_told_with_its_episode() throws IOException {
    write(2, episode -> episode.putDataset("observations", new byte[2][2][3][3], UNSIGNED));
    VisorException failure = failure();
    assertThat(failure.what()).contains("2 rows beside 2 rewards");
    assertThat(failure.place()).contains("main_data.hdf5, episode 0, key episode_0/observations");
  }

  @Test
  void an_end_in_the_middle_is_told_with_its_episode() throws IOException {
    write(1, episode -> episode.putDataset("truncations", new byte[] {1, 0}));
    VisorException failure = failure();
    assertThat(failure.what()).contains("ends the episode at step 0 of 2");
    assertThat(failure.place()).contains("episode 0, key episode_0/truncations");
  }

  @Test
  void actions_out_of_bounds_are_told_with_their_episode() throws IOException {
    write(1, episode -> episode.putDataset("actions", new float[][] {{0, 0}, {0, 1.5f}}));
    VisorException failure = failure();
    assertThat(failure.what()).contains("has the action value 1.5 at step 1");
    assertThat(failure.place()).contains("main_data.hdf5, episode 0");
  }

  private interface Change {
    void apply(WritableGroup episode);
  }

  /** Episodes of two steps; a change replaces arrays of each. */
  private void write(int episodes, Change change) throws IOException {
    try (WritableHdfFile file = HdfFile.write(data.resolve("main_data.hdf5"))) {
      for (int e = 0; e < episodes; e++) {
        WritableGroup episode = file.putGroup("episode_" + e);
        episode.putAttribute("id", (long) e);
        byte[][][][] pictures = new byte[3][2][3][3];
        for (int t = 0; t < 3; t++) {
          Arrays.fill(pictures[t][0][0], (byte) t);
        }
        episode.putDataset("observations", pictures, UNSIGNED);
        episode.putDataset("actions", new float[][] {{0.1f, 0}, {0.2f, 0}});
        episode.putDataset("rewards", new double[] {e, e + 1});
        episode.putDataset("terminations", new byte[] {0, 1});
        episode.putDataset("truncations", new byte[] {0, 0});
        change.apply(episode);
      }
    }
    metadata("\"total_episodes\": " + episodes);
  }

  private void metadata(String entry) throws IOException {
    Files.writeString(data.resolve("metadata.json"), "{" + entry + ", \"total_steps\": 2}");
  }

  private StoredDataset imported() {
    return ToyTask.imported(store, ExchangeFormat.MINARI, root.resolve("theirs"));
  }

  private VisorException failure() {
    return catchThrowableOfType(VisorException.class, this::imported);
  }
}
