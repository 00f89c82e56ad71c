package dev.visor.core.plan;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.MetricDescriptor;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Profile;
import dev.visor.api.TaskDescriptor;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the names of a suite are looked up in: descriptions alone, so that a plan can be made
 * without opening anything.
 */
public interface Catalogue {
  /** All algorithms, with different ids. */
  List<AlgorithmDescriptor<?>> algorithms();

  /** All tasks, with different ids. */
  List<TaskDescriptor> tasks();

  /** All recipes of datasets, with different ids. */
  List<DatasetRecipe> recipes();

  /** All metrics, with different ids. */
  List<MetricDescriptor> metrics();

  /**
   * All parameters of an algorithm as canonical text: the named ones, and the profile's for the
   * rest.
   *
   * @throws dev.visor.core.VisorException if a named one does not exist or is out of bounds
   */
  SortedMap<String, String> parameters(
      AlgorithmDescriptor<?> algorithm, Profile profile, Map<String, String> named);

  /** SHA-256, in hexadecimal, of all that decides a dataset's bytes. */
  String identity(DatasetRecipe recipe, ObservationSpec observation);
}
