package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.dataset.Sha256;
import dev.visor.core.plan.PlannedDataset;
import dev.visor.core.plugin.LoadedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which code makes a dataset: what an interrupted build may be continued by. */
class DatasetRequestsTest {
  @TempDir static Path home;
  @TempDir Path place;

  @Test
  void the_code_is_that_of_the_plugins_that_take_part_and_of_what_plays_episodes()
      throws IOException {
    Path mujoco = Files.writeString(place.resolve("dev.visor.mujoco-0.1.0.jar"), "physics");
    Path core = Files.writeString(place.resolve("core-0.1.0.jar"), "streams");
    Path other = Files.writeString(place.resolve("dev.visor.cli-0.1.0.jar"), "commands");
    ToyRun toy = new ToyRun(place, home);
    LoadedPlugin plugin = toy.host().plugins().plugins().get(0);
    PlannedDataset dataset = toy.plan(ToyRun.twoByTwo(40, 0)).datasets().get(0);

    BuildRequest request =
        new DatasetRequests(
                toy.host().plugins(), List.of(mujoco, core, other, place, place.resolve("gone")))
            .of(dataset.recipe(), dataset.observation(), 1);

    assertThat(request.code())
        .containsOnlyKeys("dev.visor.mujoco-0.1.0.jar", "core-0.1.0.jar", "toy")
        .containsEntry("dev.visor.mujoco-0.1.0.jar", Sha256.of(mujoco))
        .containsEntry("toy", Sha256.of(plugin.jar()));
    assertThat(request.madeWith()).containsOnlyKeys("visor", "toy");
  }
}
