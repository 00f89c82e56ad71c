package dev.visor.api;

import java.util.List;
import org.pf4j.ExtensionPoint;

/** The extension point of a plugin that brings datasets, each as a recipe that makes it. */
public interface Datasets extends ExtensionPoint {
  /** The recipes, in any order. Cheap: nothing is opened for it. */
  List<DatasetRecipe> recipes();

  /**
   * Opens a recipe's generator.
   *
   * @param id one of {@link #recipes()}
   * @param environments where it gets its environment from
   * @param observation what is recorded
   */
  EpisodeGenerator open(
      DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation);
}
