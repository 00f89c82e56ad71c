package dev.visor.plugin.behaviours;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.Extension;

/** Every kind of dataset of every task that has trained actors. */
@Extension
public final class SnapshotDatasets implements Datasets {
  /** Raised whenever the way of acting or recording gives other data than before. */
  private static final int VERSION = 1;

  private static final int TRANSITIONS = 100_000;

  private static final long SEED = 1;

  @Override
  public List<DatasetRecipe> recipes() {
    List<DatasetRecipe> recipes = new ArrayList<>();
    for (SnapshotTask task : SnapshotTask.of(Snapshots.all())) {
      for (SnapshotKind kind : SnapshotKind.values()) {
        recipes.add(
            new DatasetRecipe(
                id(task, kind),
                task.task(),
                kind.summary,
                episodes(task),
                SEED,
                digest(task, kind)));
      }
    }
    return recipes;
  }

  @Override
  public EpisodeGenerator open(
      DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
    for (SnapshotTask task : SnapshotTask.of(Snapshots.all())) {
      for (SnapshotKind kind : SnapshotKind.values()) {
        if (id(task, kind).equals(id)) {
          return new SnapshotGenerator(
              kind.cycle(task), environments.open(task.task(), observation));
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no recipe for "
            + id
            + " here; there are "
            + recipes().stream().map(recipe -> recipe.id().toString()).toList());
  }

  private static int episodes(SnapshotTask task) {
    int decisions = task.expert().decisions();
    return (TRANSITIONS + decisions - 1) / decisions;
  }

  private static DatasetId id(SnapshotTask task, SnapshotKind kind) {
    return new DatasetId(task.task().name(), kind.id, 1);
  }

  /** Over all that decides the data beside task, seed and number of episodes. */
  private static String digest(SnapshotTask task, SnapshotKind kind) {
    List<String> actors =
        kind.cycle(task).stream()
            .map(actor -> actor.map(Snapshots.Entry::sha256).orElse("uniform"))
            .toList();
    return RecipeDigest.of("snapshots " + VERSION, "actors " + actors);
  }
}
