package dev.visor.cli;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import dev.visor.core.plugin.PluginRegistry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the dataset commands name one dataset: an id, and the size of its pictures. */
final class DatasetOptions {
  @Option(
      names = "--image",
      paramLabel = "64px",
      description = "Edge of the pictures (default: the task's own).")
  @Nullable String image;

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

  /** What the dataset records: pictures of the chosen size, and the whole state observation. */
  ObservationSpec observation(PluginRegistry plugins, DatasetRecipe recipe) {
    TaskDescriptor task = plugins.environments().task(recipe.task());
    int edge = image == null ? task.imageSize() : pixels(image);
    return new ObservationSpec(edge, edge, task.proprioception().size());
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
