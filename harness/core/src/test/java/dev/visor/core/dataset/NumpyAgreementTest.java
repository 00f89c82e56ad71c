package dev.visor.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.visor.api.Cancellation;
import dev.visor.api.ObservationSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy itself reads what we write, and we read what it writes. Skipped where it is missing. */
class NumpyAgreementTest {
  @TempDir Path root;

  @BeforeEach
  void needsNumpy() throws Exception {
    assumeTrue(run("import numpy") == 0, "python3 with numpy is not on this machine");
  }

  @Test
  void numpy_maps_every_array_and_would_write_the_same_bytes() throws Exception {
    StoredDataset dataset =
        new DatasetStore(root)
            .build(new ToyRecipes().request(6, 1), BuildProgress.NONE, Cancellation.NEVER);
    assertReads(dataset);
  }

  @Test
  void numpy_maps_a_dataset_without_state_observations() throws Exception {
    ToyRecipes recipes = new ToyRecipes();
    BuildRequest request = recipes.request(4, 1);
    StoredDataset dataset =
        new DatasetStore(root)
            .build(
                new BuildRequest(
                    request.recipe(),
                    recipes,
                    recipes,
                    new ObservationSpec(4, 4, 0),
                    1,
                    request.madeWith()),
                BuildProgress.NONE,
                Cancellation.NEVER);
    assertReads(dataset);
  }

  private void assertReads(StoredDataset dataset) throws Exception {
    String script =
        """
        import hashlib, io, json, sys, zlib
        import numpy as np
        folder = sys.argv[1]
        card = json.load(open(folder + "/dataset.json"))
        T, F, E = card["transitions"], card["frames"], card["episodes"]
        o = card["observation"]
        a = {}
        for name, entry in card["files"].items():
            a[name[:-4]] = m = np.load(folder + "/" + name, mmap_mode="r")
            data = open(folder + "/" + name, "rb").read()
            assert len(data) == entry["bytes"]
            assert hashlib.sha256(data).hexdigest() == entry["sha256"]
            again = io.BytesIO()
            np.save(again, np.array(m))
            assert again.getvalue() == data, name
        assert a["image"].shape == (F, o["height"], o["width"], 3) and a["image"].dtype == np.uint8
        assert a["proprio"].shape == (F, o["proprio"]) and a["proprio"].dtype == np.float32
        assert a["action"].shape == (T, card["action_size"]) and a["action"].dtype == np.float32
        assert a["reward"].shape == (T,) and a["reward"].dtype == np.float32
        assert a["terminated"].shape == (T,) and a["terminated"].dtype == np.bool_
        assert a["truncated"].shape == (T,) and a["truncated"].dtype == np.bool_
        assert a["episode"].shape == (E, 3) and a["episode"].dtype == np.int64
        returns = []
        for e, (frame, transition, length) in enumerate(a["episode"]):
            returns.append(a["reward"][transition:transition + length].astype(float).sum())
            sums = [zlib.crc32(a[k][frame:frame + length + 1].tobytes()) for k in ("image", "proprio")]
            sums += [zlib.crc32(a[k][transition:transition + length].tobytes())
                     for k in ("action", "reward", "terminated", "truncated")]
            assert list(a["checksum"][e]) == sums
            end = a["terminated"][transition:transition + length] | a["truncated"][transition:transition + length]
            assert end[-1] and not end[:-1].any()
        assert abs(np.mean(returns) - card["returns"]["mean"]) < 1e-6
        assert E < 2 or abs(np.std(returns, ddof=1) - card["returns"]["sd"]) < 1e-6
        """;
    assertThat(run(script, dataset.folder().toString())).isZero();
  }

  @Test
  void arrays_that_numpy_wrote_are_read() throws Exception {
    String script =
        """
        import sys
        import numpy as np
        from numpy.lib import format
        folder = sys.argv[1]
        np.save(folder + "/one.npy", np.arange(12, dtype=np.float32).reshape(4, 3))
        for version in ((1, 0), (2, 0), (3, 0)):
            with open(folder + "/version%d.npy" % version[0], "wb") as f:
                format.write_array(f, np.arange(6, dtype=np.int64), version=version)
        """;
    assertThat(run(script, root.toString())).isZero();
    float[] values = new float[6];
    NpyArray.map(root.resolve("one.npy")).read(1, 2, values, 0);
    assertThat(values).containsExactly(3, 4, 5, 6, 7, 8);
    for (int version = 1; version <= 3; version++) {
      NpyArray array = NpyArray.map(root.resolve("version" + version + ".npy"));
      assertThat(array.number(5, 0)).isEqualTo(5);
    }
  }

  private int run(String script, String... arguments) throws IOException, InterruptedException {
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
