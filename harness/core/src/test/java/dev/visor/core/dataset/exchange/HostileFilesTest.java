package dev.visor.core.dataset.exchange;

import dev.visor.core.dataset.Hostile;
import dev.visor.core.dataset.Mutations;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand hostile files for each format, each read from its first byte to its last episode.
 */
@Tag("slow")
class HostileFilesTest {
  /** Of each reader; {@code ci/nightly} tries 10,000. */
  private static final int FILES = Integer.getInteger("visor.fuzz.files", 500);

  private static final DatasetCreationOptions UNSIGNED =
      DatasetCreationOptions.builder().unsigned().build();

  @TempDir Path folder;
  private final PersistentHdf5 hdf5 = new PersistentHdf5();

  @AfterEach
  void end() {
    hdf5.end();
  }

  @Test
  void npz() throws IOException {
    List<byte[]> sound =
        List.of(
            NpzWriter.episode(3).bytes(),
            NpzWriter.episode(4).flag("is_terminal", 4, 3).bytes(),
            NpzWriter.episode(3).floats("proprio", new float[6], 3, 2).bytes());
    fuzz(ExchangeFormat.VD4RL_NPZ, sound, folder.resolve("a.npz"));
  }

  @Test
  void arrays_within_a_sound_npz() throws IOException {
    Mutations mutations = new Mutations("npy");
    Hostile hostile = new Hostile();
    List<String> keys = List.of("image", "action", "reward", "is_terminal");
    for (int i = 0; i < FILES; i++) {
      NpzWriter writer = NpzWriter.episode(3).flag("is_terminal", 3, 2);
      String key = mutations.any(keys);
      byte[] other = writer.entry(mutations.any(keys));
      writer.entry(key + ".npy", mutations.of(writer.entry(key), other)).to(file("a.npz"));
      hostile.read("npy " + i, "a.npz", () -> readAll(ExchangeFormat.LOMPO_NPZ));
    }
    hostile.assertTried(FILES);
  }

  @Test
  void shards_of_hdf5() throws IOException {
    fuzz(
        ExchangeFormat.VD4RL_HDF5,
        List.of(
            hdf5(file -> shard(file, new byte[4][3][4][4], new int[] {4, 3, 4, 4})),
            hdf5(file -> shard(file, new byte[4][3][4][4], null)),
            hdf5(file -> shard(file, jpegs(4), null)),
            resource("shard.h5")),
        folder.resolve("shard.hdf5"));
  }

  @Test
  void flat_hdf5_of_d4rl() throws IOException {
    fuzz(
        ExchangeFormat.D4RL,
        List.of(hdf5(file -> flat(file, jpegs(5))), resource("flat.h5"), resource("types.h5")),
        folder.resolve("flat.hdf5"));
  }

  @Test
  void minari() throws IOException {
    Files.writeString(folder.resolve("metadata.json"), "{\"total_episodes\": 2}");
    fuzz(
        ExchangeFormat.MINARI,
        List.of(
            hdf5(file -> minari(file, new byte[3][4][4][3])),
            hdf5(file -> minari(file, jpegs(3))),
            resource("minari.h5"),
            resource("minari.h5")),
        folder.resolve("main_data.hdf5"));
  }

  @Test
  void metadata_of_minari() throws IOException {
    byte[] sound =
        """
        {"total_episodes": 2, "total_steps": 4, "data_format": "hdf5", "author": ["a", "b"],
         "action_space": "{\\"type\\": \\"Box\\", \\"low\\": [-1.0, -1.0], \\"high\\": [1.0, 1.0]}"}
        """
            .getBytes(StandardCharsets.UTF_8);
    Mutations mutations = new Mutations("metadata");
    Hostile hostile = new Hostile();
    for (int i = 0; i < FILES; i++) {
      Files.write(file("metadata.json"), mutations.of(sound, sound));
      hostile.read(
          "metadata " + i,
          "metadata.json",
          () -> MinariMetadata.read(folder.resolve("metadata.json")));
    }
    hostile.assertTried(FILES);
  }

  @Test
  void recordings_of_a_robot() throws IOException {
    Mutations mutations = new Mutations("robot");
    Hostile hostile = new Hostile();
    byte[] steps =
        "action_0,action_1,reward,terminated\n0,0.5,1,0\n-1,0,2,1\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] states = "x,y\n1,2\n3,4\n5,6\n".getBytes(StandardCharsets.UTF_8);
    List<byte[]> pictures = List.of(Pictures.png(4, 5, 0x102030), Pictures.jpeg(4, 5, 0x806040));
    for (int i = 0; i < FILES; i++) {
      int hurt = mutations.below(3);
      Files.write(file("steps.csv"), hurt == 0 ? mutations.of(steps, states) : steps);
      Files.write(file("states.csv"), hurt == 1 ? mutations.of(states, steps) : states);
      for (int t = 0; t < 3; t++) {
        byte[] picture = pictures.get(0);
        Files.write(
            file(t + ".png"),
            hurt == 2 && t == i % 3 ? mutations.of(mutations.any(pictures), picture) : picture);
      }
      hostile.read("recording " + i, folder.toString(), () -> readAll(ExchangeFormat.ROBOT));
    }
    hostile.assertTried(FILES);
  }

  private void fuzz(ExchangeFormat format, List<byte[]> sound, Path file) throws IOException {
    Mutations mutations = new Mutations(format.id());
    Hostile hostile = new Hostile();
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = mutations.of(mutations.any(sound), mutations.any(sound));
      Files.write(file, bytes);
      hostile.read(format.id() + " " + i, file.getFileName().toString(), () -> readAll(format));
    }
    hostile.assertTried(FILES);
  }

  private void readAll(ExchangeFormat format) {
    ForeignEpisodes episodes = ToyTask.request(format, folder).examine(() -> hdf5);
    try (ForeignEpisodes.Reader reader = episodes.open()) {
      for (int e = 0; e < episodes.contents().episodes(); e++) {
        reader.read(e);
      }
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** Written by h5py, whose files have no checksums that a change would break. */
  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(HostileFilesTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  private interface Content {
    void write(WritableHdfFile file);
  }

  private byte[] hdf5(Content content) throws IOException {
    Path file = Files.createTempFile("sound", ".h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      content.write(hdf);
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private static byte[][] jpegs(int rows) {
    byte[][] frames = new byte[rows][];
    for (int t = 0; t < rows; t++) {
      frames[t] = Pictures.jpeg(8, 8, 0x806040);
    }
    return frames;
  }

  private static void shard(WritableHdfFile file, Object pictures, int @Nullable [] chunk) {
    file.putDataset(
        "observation",
        pictures,
        chunk == null
            ? UNSIGNED
            : DatasetCreationOptions.builder()
                .unsigned()
                .chunkDimensions(chunk)
                .shuffle()
                .deflate()
                .build());
    file.putDataset("action", new float[4][2]);
    file.putDataset("reward", new float[4]);
    file.putDataset("discount", new double[4]);
    file.putDataset("step_type", new long[] {0, 2, 0, 2});
  }

  private static void flat(WritableHdfFile file, Object pictures) {
    file.putDataset("observations", pictures, UNSIGNED);
    file.putDataset("next_observations", pictures, UNSIGNED);
    file.putDataset("actions", new float[5][2]);
    file.putDataset("rewards", new float[5]);
    file.putDataset("terminals", new byte[] {0, 0, 1, 0, 0});
    file.putDataset("timeouts", new byte[] {0, 0, 0, 0, 1});
  }

  private static void minari(WritableHdfFile file, Object pictures) {
    for (int e = 0; e < 2; e++) {
      WritableGroup episode = file.putGroup("episode_" + e);
      episode.putAttribute("id", (long) e);
      if (e == 0) {
        episode.putAttribute("seed", 5L);
      }
      WritableGroup observations = episode.putGroup("observations");
      observations.putDataset("pixels", pictures, UNSIGNED);
      observations.putDataset("state", new float[3][2]);
      episode.putDataset("actions", new float[2][2]);
      episode.putDataset("rewards", new double[2]);
      episode.putDataset("terminations", new byte[] {0, 1});
      episode.putDataset("truncations", new byte[] {0, 0});
    }
  }

  /** One process for many files, as an import has one for each of its readers. */
  private static final class PersistentHdf5 extends ForwardingHdf5 {
    private final List<Hdf5Process> started = new ArrayList<>();

    @Override
    Hdf5Source source() {
      if (started.isEmpty() || !started.get(started.size() - 1).alive()) {
        started.add(Hdf5Process.start());
      }
      return started.get(started.size() - 1);
    }

    void end() {
      started.forEach(Hdf5Process::close);
    }
  }
}
