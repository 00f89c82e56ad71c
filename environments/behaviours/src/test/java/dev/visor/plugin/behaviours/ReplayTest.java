package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Environment;
import dev.visor.api.Episode;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TimeStep;
import dev.visor.core.dataset.BuildProgress;
import dev.visor.core.dataset.BuildRequest;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.dataset.exchange.DatasetExporter;
import dev.visor.core.dataset.exchange.DatasetImporter;
import dev.visor.core.dataset.exchange.ExchangeFormat;
import dev.visor.core.dataset.exchange.ImportRequest;
import dev.visor.core.dataset.exchange.ProprioKeys;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What went out and came in again still happens: its actions, taken in the simulator from where its
 * episodes began, give its rewards and pictures. A row's shift, which no check of shapes can find,
 * would show here.
 */
@Tag("slow")
class ReplayTest {
  private static final int EPISODES = 2;
  private static final int EDGE = 16;

  @TempDir Path folder;
  private final Host host = new Host();

  @ParameterizedTest
  @EnumSource(
      value = ExchangeFormat.class,
      names = {"VD4RL_NPZ", "MINARI"})
  void actions_of_an_imported_dataset_give_its_rewards(ExchangeFormat format) {
    DatasetRecipe whole = host.recipe("point_mass-dense/medium-replay@1");
    DatasetRecipe recipe =
        new DatasetRecipe(
            whole.id(), whole.task(), whole.summary(), EPISODES, whole.seed(), whole.digest());
    int values = host.task(recipe.task()).proprioception().size();
    ObservationSpec observation = new ObservationSpec(EDGE, EDGE, values);
    try (StoredDataset made =
        new DatasetStore(folder.resolve("made"))
            .build(
                new BuildRequest(
                    recipe, new ScriptedDatasets(), host, observation, 1, new TreeMap<>()),
                BuildProgress.NONE,
                Cancellation.NEVER)) {
      DatasetExporter.write(made, format, folder.resolve("out"), Cancellation.NEVER);
    }
    try (StoredDataset imported = imported(format, recipe);
        Environment env = host.open(recipe.task(), observation)) {
      for (int e = 0; e < EPISODES; e++) {
        TimeStep start = env.reset(Host.streams(recipe, e).stream("start").nextLong());
        assertReplays(imported.episode(e), env, start);
      }
    }
  }

  private StoredDataset imported(ExchangeFormat format, DatasetRecipe recipe) {
    DatasetImporter importer =
        new DatasetImporter(new DatasetStore(folder.resolve("imported")), host);
    return importer.run(
        importer.examine(
            new ImportRequest(
                format,
                folder.resolve("out"),
                DatasetId.parse("theirs/points@1"),
                host.task(recipe.task()),
                new ProprioKeys(List.of())),
            1),
        false,
        BuildProgress.NONE,
        Cancellation.NEVER);
  }

  private static void assertReplays(Episode episode, Environment env, TimeStep start) {
    int size = env.spec().actionSize();
    int bytes = env.spec().observation().imageBytes();
    TimeStep step = start;
    for (int t = 0; t < episode.length(); t++) {
      assertThat(step.observation().image())
          .isEqualTo(Arrays.copyOfRange(episode.images(), t * bytes, (t + 1) * bytes));
      step = env.step(Arrays.copyOfRange(episode.actions(), t * size, (t + 1) * size));
      assertThat((float) step.reward()).as("reward " + t).isEqualTo(episode.rewards()[t]);
    }
    assertThat(step.last()).isTrue();
    assertThat(step.terminated()).isEqualTo(episode.terminated());
    assertThat(step.truncated()).isEqualTo(episode.truncated());
  }
}
