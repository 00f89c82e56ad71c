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
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** V-D4RL's and D4RL's HDF5 files, read by a process of their own. */
class Hdf5ImportTest {
  @TempDir Path root;
  private Path folder = Path.of("");
  private DatasetStore store = new DatasetStore(Path.of(""));

  @BeforeEach
  void folders() throws IOException {
    folder = Files.createDirectory(root.resolve("84px"));
    store = new DatasetStore(root.resolve("store"));
  }

  @Test
  void an_episode_may_begin_in_one_shard_and_end_in_the_next() {
    // Episodes of 4, 3 and 5 rows, cut into shards of 6; 10 is after 9.
    int[] types = {0, 1, 1, 2, 0, 1, 2, 0, 1, 1, 1, 2};
    shard("shard_9_reward_1.hdf5", types, 0, 6);
    shard("shard_10_reward_1.hdf5", types, 6, 12);
    try (StoredDataset dataset = imported(ExchangeFormat.VD4RL_HDF5)) {
      assertThat(dataset.card().observation()).isEqualTo(new ObservationSpec(2, 4, 0));
      assertThat(dataset.card().episodes()).isEqualTo(3);
      Episode second = dataset.episode(1);
      assertThat(second.rewards()).containsExactly(5, 6);
      assertThat(second.actions()).containsExactly(0.05f, 0, 0.06f, 0);
      assertThat(second.truncated()).isTrue();
      assertThat(second.terminated()).isFalse();
      for (int t = 0; t < 3; t++) {
        assertThat(second.images()[t * 24]).as("red").isEqualTo((byte) (240 + 4 + t));
        assertThat(second.images()[t * 24 + 1]).as("green").isEqualTo((byte) 100);
        assertThat(second.images()[t * 24 + 2]).as("blue").isEqualTo((byte) 7);
      }
    }
  }

  @Test
  void jpeg_frames_are_decoded() throws IOException {
    int[] types = {0, 1, 2};
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 8; i++) {
      image.setRGB(i % 16, i / 16, 0x806040);
    }
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", encoded);
    byte[][] frames = {encoded.toByteArray(), encoded.toByteArray(), encoded.toByteArray()};
    try (WritableHdfFile file = HdfFile.write(folder.resolve("shard.hdf5"))) {
      file.putDataset("observation", frames, unsigned(1, encoded.size()));
      file.putDataset("action", new float[3][2]);
      file.putDataset("reward", new float[3]);
      file.putDataset("step_type", types);
    }
    try (StoredDataset dataset = imported(ExchangeFormat.VD4RL_HDF5)) {
      assertThat(dataset.card().observation()).isEqualTo(new ObservationSpec(8, 16, 0));
      assertThat(Byte.toUnsignedInt(dataset.episode(0).images()[0])).isCloseTo(0x80, within(3));
      assertThat(Byte.toUnsignedInt(dataset.episode(0).images()[2])).isCloseTo(0x40, within(3));
    }
  }

  @Test
  void a_missing_shard_is_told() {
    int[] types = {0, 1, 1, 2, 0, 1, 2, 0, 1, 1, 1, 2};
    shard("shard_0.hdf5", types, 0, 6);
    shard("shard_2.hdf5", types, 7, 12);
    VisorException failure = failure(ExchangeFormat.VD4RL_HDF5);
    assertThat(failure.what()).contains("begins an episode before the last one has ended");
    assertThat(failure.place()).contains("shard_2.hdf5, episode 1, key step_type");
    assertThat(failure.remedy()).contains("shard is missing");
  }

  @Test
  void d4rl_rows_hold_the_action_taken_in_them() {
    flat("walk.hdf5", /* next= */ true);
    try (StoredDataset dataset = imported(ExchangeFormat.D4RL)) {
      assertThat(dataset.card().episodes()).isEqualTo(2);
      Episode first = dataset.episode(0);
      assertThat(first.rewards()).containsExactly(0, 1, 2);
      assertThat(first.actions()).containsExactly(0, 0, 0.01f, 0, 0.02f, 0);
      assertThat(first.terminated()).isTrue();
      assertThat(first.images()[3 * 18])
          .as("the picture after the last action")
          .isEqualTo((byte) 203);
      assertThat(dataset.episode(1).truncated()).isTrue();
    }
  }

  @Test
  void d4rl_without_next_pictures_loses_the_last_action_and_says_so() {
    flat("walk.hdf5", /* next= */ false);
    assertThat(ToyTask.notes(store, ExchangeFormat.D4RL, folder))
        .anySatisfy(note -> assertThat(note).contains("no 'next_observations'"));
    try (StoredDataset dataset = imported(ExchangeFormat.D4RL)) {
      assertThat(dataset.episode(0).rewards()).containsExactly(0, 1);
      assertThat(dataset.episode(0).terminated()).isFalse();
    }
  }

  @Test
  void a_file_that_was_cut_off_is_refused() throws IOException {
    shard("shard.hdf5", new int[] {0, 1, 2}, 0, 3);
    Path file = folder.resolve("shard.hdf5");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 3));
    assertThat(failure(ExchangeFormat.VD4RL_HDF5).what()).contains("as HDF5");
  }

  @Test
  void a_file_without_its_keys_names_those_it_has() {
    shard("shard.hdf5", new int[] {0, 1, 2}, 0, 3);
    assertThat(failure(ExchangeFormat.D4RL).what())
        .contains("no array 'actions'")
        .contains("step_type");
  }

  private void shard(String name, int[] types, int from, int to) {
    int rows = to - from;
    byte[][][][] pictures = new byte[rows][3][2][4];
    float[][] actions = new float[rows][2];
    float[] rewards = new float[rows];
    float[] discounts = new float[rows];
    for (int t = 0; t < rows; t++) {
      pictures[t][0][0][0] = (byte) (240 + from + t);
      pictures[t][1][0][0] = 100;
      pictures[t][2][0][0] = 7;
      actions[t][0] = (from + t) / 100f;
      rewards[t] = from + t;
      discounts[t] = 1;
    }
    try (WritableHdfFile file = HdfFile.write(folder.resolve(name))) {
      file.putDataset("observation", pictures, unsigned(2, 3, 2, 4));
      file.putDataset("action", actions);
      file.putDataset("reward", rewards);
      file.putDataset("discount", discounts);
      file.putDataset("step_type", Arrays.copyOfRange(types, from, to));
    }
  }

  private void flat(String name, boolean next) {
    int rows = 5;
    byte[][][][] pictures = new byte[rows][2][3][3];
    byte[][][][] nextPictures = new byte[rows][2][3][3];
    float[][] actions = new float[rows][2];
    float[] rewards = new float[rows];
    for (int t = 0; t < rows; t++) {
      pictures[t][0][0][0] = (byte) (200 + t);
      nextPictures[t][0][0][0] = (byte) (201 + t);
      actions[t][0] = t / 100f;
      rewards[t] = t;
    }
    try (WritableHdfFile file = HdfFile.write(folder.resolve(name))) {
      file.putDataset("observations", pictures, unsigned(2, 2, 3, 3));
      if (next) {
        file.putDataset("next_observations", nextPictures, unsigned(2, 2, 3, 3));
      }
      file.putDataset("actions", actions);
      file.putDataset("rewards", rewards);
      file.putDataset("terminals", new byte[] {0, 0, 1, 0, 0});
      file.putDataset("timeouts", new byte[] {0, 0, 0, 0, 1});
    }
  }

  private static DatasetCreationOptions unsigned(int... chunk) {
    return DatasetCreationOptions.builder().unsigned().chunkDimensions(chunk).deflate().build();
  }

  private StoredDataset imported(ExchangeFormat format) {
    return ToyTask.imported(store, format, folder);
  }

  private VisorException failure(ExchangeFormat format) {
    return catchThrowableOfType(VisorException.class, () -> imported(format));
  }
}
