package dev.visor.core.dataset.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.api.Cancellation;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library that Minari uses reads what we write as Minari does, and we read what it writes.
 * Skipped where it is missing.
 */
class H5pyAgreementTest {
  @TempDir Path root;

  @BeforeEach
  void needsH5py() throws Exception {
    assumeTrue(run("import h5py") == 0, "python3 with h5py is not on this machine");
  }

  @Test
  void h5py_reads_an_export_of_many_episodes() throws Exception {
    RandomStream random = RandomStream.of("1", "episodes");
    ObservationSpec observation = new ObservationSpec(4, 5, 2);
    List<Episode> episodes = new ArrayList<>();
    for (int e = 0; e < 300; e++) {
      episodes.add(ToyTask.noise(random, observation, 1 + e % 5, 1 + e % 3));
    }
    try (StoredDataset ours =
        ToyTask.stored(new DatasetStore(root.resolve("ours")), observation, episodes)) {
      DatasetExporter.write(
          ours, ExchangeFormat.MINARI, root.resolve("minari"), Cancellation.NEVER);
      String script =
          """
          import json, sys
          import h5py, numpy as np
          data, ours = sys.argv[1] + "/data/", sys.argv[2] + "/"
          said = json.load(open(data + "metadata.json"))
          assert said["dataset_id"] == "toy/noise-v1" and said["data_format"] == "hdf5"
          assert said["jpeg_encoding"] is False and said["total_episodes"] == 300
          space = json.loads(said["observation_space"])["subspaces"]
          assert np.array(space["pixels"]["low"]).shape == (4, 5, 3) == tuple(space["pixels"]["shape"])
          assert np.isneginf(space["state"]["low"]).all() and len(space["state"]["high"]) == 2
          assert json.loads(said["action_space"])["high"] == [1.0, 1.0]
          arrays = {n: np.load(ours + n + ".npy") for n in
                    ("image", "proprio", "action", "reward", "terminated", "truncated", "episode")}
          with h5py.File(data + "main_data.hdf5", "r") as file:
              assert len(file.keys()) == 300
              for e, (f, t, n) in enumerate(arrays["episode"]):
                  group = file["episode_%d" % e]
                  assert group.attrs["id"] == e and group.attrs["total_steps"] == n
                  for name, want in (("observations/pixels", arrays["image"][f:f + n + 1]),
                                     ("observations/state", arrays["proprio"][f:f + n + 1]),
                                     ("actions", arrays["action"][t:t + n]),
                                     ("rewards", arrays["reward"][t:t + n]),
                                     ("terminations", arrays["terminated"][t:t + n]),
                                     ("truncations", arrays["truncated"][t:t + n])):
                      got = group[name][()]
                      assert got.shape == want.shape and (got == want).all(), name
                      assert got.dtype == (np.uint8 if want.dtype == bool else want.dtype), name
          """;
      assertThat(run(script, root.resolve("minari").toString(), ours.folder().toString())).isZero();
    }
  }

  @Test
  void what_h5py_writes_as_minari_does_is_read() throws Exception {
    Path data = Files.createDirectories(root.resolve("theirs/data"));
    String script =
        """
        import sys
        import h5py, numpy as np
        with h5py.File(sys.argv[1] + "/main_data.hdf5", "w", track_order=True) as file:
            for e in range(12):
                group = file.create_group("episode_%d" % e)
                group.attrs["id"] = e
                put = lambda key, value: group.create_dataset(
                    key, data=value, chunks=True, maxshape=(None, *value.shape[1:]))
                n = 3 + e % 2
                put("observations/pixels", np.full((n + 1, 6, 8, 3), 200 + e, np.uint8))
                put("observations/state", np.arange(2. * n + 2).reshape(-1, 2))
                put("actions", np.full((n, 2), .5, np.float32))
                put("rewards", np.arange(n) + .5)
                put("terminations", np.arange(n) == n - 1)
                put("truncations", np.zeros(n, bool))
                words = group.create_dataset("infos", (n,), dtype=h5py.special_dtype(vlen=str))
                words[:] = ["{}"] * n
        """;
    assertThat(run(script, data.toString())).isZero();
    try (StoredDataset dataset =
        ToyTask.imported(new DatasetStore(root.resolve("store")), ExchangeFormat.MINARI, data)) {
      assertThat(dataset.card().episodes()).isEqualTo(12);
      Episode last = dataset.episode(11);
      assertThat(last.rewards()).containsExactly(0.5f, 1.5f, 2.5f, 3.5f);
      assertThat(last.proprio()).startsWith(0, 1, 2);
      assertThat(last.images()).containsOnly((byte) 211);
      assertThat(last.terminated()).isTrue();
    }
  }

  private static int run(String script, String... arguments)
      throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile("visor", ".py"), script);
    List<String> command = new ArrayList<>(List.of("python3", file.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0 && arguments.length > 0) {
        throw new AssertionError(output);
      }
      return exit;
    } catch (IOException e) {
      return -1; // no python3
    } finally {
      Files.delete(file);
    }
  }
}
