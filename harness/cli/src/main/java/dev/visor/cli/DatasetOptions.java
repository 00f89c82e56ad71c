package dev.visor.cli;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.dataset.StoredEntry;
import dev.visor.core.plugin.PluginRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the dataset commands name one dataset: an id, and the size of its pictures. */
final class DatasetOptions {
  @Option(
      names = "--image",
      paramLabel = "64px",
      description = "Edge of the pictures (default: the task's own).")
  @Nullable String image;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "Only the first N episodes of a recipe: a dataset of its own.")
  @Nullable Integer episodes;

  /**
   * The recipe of an id, {@code walker-walk/expert@1}, or the newest of {@code walker-walk/expert}.
   */
  static DatasetRecipe recipe(PluginRegistry plugins, String text) {
    DatasetId id;
    try {
      id = DatasetId.parse(text.contains("@") ? text : text + "@1");
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(String.valueOf(e.getMessage()), "DATASET", "visor datasets list")
          .causedBy(e);
    }
    if (!text.contains("@")) {
      for (DatasetRecipe recipe : plugins.recipes()) {
        if (recipe.id().namespace().equals(id.namespace())
            && recipe.id().kind().equals(id.kind())) {
          id = recipe.id();
        }
      }
    }
    return plugins.recipe(id);
  }

  /**
   * The recipe of as many episodes as were asked for. They are the same as the first ones of the
   * whole.
   */
  DatasetRecipe shortened(DatasetRecipe recipe) {
    if (episodes == null) {
      return recipe;
    }
    if (episodes < 1 || episodes > recipe.episodes()) {
      throw VisorException.usage(
          recipe.id() + " has 1 to " + recipe.episodes() + " episodes, not " + episodes,
          "--episodes",
          "give a number within these");
    }
    return new DatasetRecipe(
        recipe.id(), recipe.task(), recipe.summary(), episodes, recipe.seed(), recipe.digest());
  }

  /** What the dataset records: pictures of the chosen size, and the whole state observation. */
  ObservationSpec observation(PluginRegistry plugins, DatasetRecipe recipe) {
    TaskDescriptor task = plugins.environments().task(recipe.task());
    int edge = image == null ? task.imageSize() : pixels(image);
    return new ObservationSpec(edge, edge, task.proprioception().size());
  }

  /**
   * Opens a dataset of the store: one that was imported under that id, or what a recipe of that id
   * makes.
   */
  StoredDataset open(PluginRegistry plugins, DatasetStore store, String text) {
    List<StoredEntry.WithCard> imported = imported(store, text);
    if (imported.isEmpty()) {
      DatasetRecipe recipe = shortened(recipe(plugins, text));
      return store.open(recipe, observation(plugins, recipe));
    }
    if (imported.size() > 1) {
      throw VisorException.usage(
          "the store holds several datasets of that name: "
              + String.join(", ", imported.stream().map(entry -> entry.card().name()).toList()),
          text,
          "choose one by its version and --image");
    }
    return store.find(imported.get(0).card().identity()).orElseThrow();
  }

  /** The imported datasets of an id, or of the newest version of a name without one. */
  private List<StoredEntry.WithCard> imported(DatasetStore store, String text) {
    List<StoredEntry.WithCard> named =
        store.list().stream()
            .filter(StoredEntry.WithCard.class::isInstance)
            .map(StoredEntry.WithCard.class::cast)
            .filter(entry -> entry.card().imported())
            .filter(entry -> image == null || entry.card().observation().height() == pixels(image))
            .filter(
                entry -> {
                  String id = entry.card().id().toString();
                  return id.equals(text) || id.substring(0, id.indexOf('@')).equals(text);
                })
            .toList();
    int newest = named.stream().mapToInt(entry -> entry.card().id().version()).max().orElse(0);
    return named.stream().filter(entry -> entry.card().id().version() == newest).toList();
  }

  private static int pixels(String text) {
    String digits = text.endsWith("px") ? text.substring(0, text.length() - 2) : text;
    if (digits.matches("[1-9][0-9]{1,3}")) {
      int edge = Integer.parseInt(digits);
      if (edge >= 16 && edge <= 512) {
        return edge;
      }
    }
    throw VisorException.usage(
        "'" + text + "' is no picture size", "--image", "write 16px to 512px, for example 64px");
  }
}
