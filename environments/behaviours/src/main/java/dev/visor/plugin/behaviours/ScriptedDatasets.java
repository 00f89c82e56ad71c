package dev.visor.plugin.behaviours;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pf4j.Extension;

/** Every kind of dataset of every task that can be played by a script. */
@Extension
public final class ScriptedDatasets implements Datasets {
  /** Raised whenever a controller, the noise or the recording gives other data than before. */
  private static final int VERSION = 1;

  private static final long SEED = 1;

  @Override
  public List<DatasetRecipe> recipes() {
    List<DatasetRecipe> recipes = new ArrayList<>();
    for (ScriptedTask task : ScriptedTask.ALL) {
      for (Kind kind : Kind.values()) {
        recipes.add(
            new DatasetRecipe(
                id(task, kind),
                task.task(),
                kind.summary,
                task.episodes(kind),
                SEED,
                digest(task, kind)));
      }
    }
    return recipes;
  }

  @Override
  public EpisodeGenerator open(
      DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
    for (ScriptedTask task : ScriptedTask.ALL) {
      for (Kind kind : Kind.values()) {
        if (id(task, kind).equals(id)) {
          return new ScriptedGenerator(task, kind, environments.open(task.task(), observation));
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no recipe for "
            + id
            + " here; there are "
            + recipes().stream().map(recipe -> recipe.id().toString()).toList());
  }

  private static DatasetId id(ScriptedTask task, Kind kind) {
    return new DatasetId(task.task().name(), kind.id, 1);
  }

  /** Over all that decides the data beside task, seed and number of episodes. */
  private static String digest(ScriptedTask task, Kind kind) {
    List<Noise> noise =
        IntStream.range(0, Noise.REPLAY_CYCLE)
            .mapToObj(episode -> kind.noise(task, episode))
            .toList();
    return RecipeDigest.of(
        "scripted " + VERSION,
        "controller "
            + task.controllers().stream()
                .map(Controller::identity)
                .collect(Collectors.joining(" ")),
        "noise " + noise,
        "memory of noise " + Noise.MEMORY);
  }
}
