package dev.visor.plugin.behaviours;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Environments;
import dev.visor.api.Episode;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.plugin.control.ControlEnvironments;
import dev.visor.plugin.manipulation.ManipulationEnvironments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Does for a recipe what the host does: hands out environments and streams. */
final class Host implements EnvironmentCatalogue {
  private final List<Environments> environments =
      List.of(new ControlEnvironments(), new ManipulationEnvironments());
  private final List<Datasets> datasets = List.of(new ScriptedDatasets(), new SnapshotDatasets());

  List<DatasetRecipe> recipes() {
    return datasets.stream().flatMap(plugin -> plugin.recipes().stream()).toList();
  }

  DatasetRecipe recipe(String id) {
    return recipes().stream()
        .filter(recipe -> recipe.id().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** With all of the task's values, in pictures as small as they can be. */
  EpisodeGenerator open(DatasetRecipe recipe) {
    int values = task(recipe.task()).proprioception().size();
    return open(recipe, new ObservationSpec(16, 16, values));
  }

  /** As an agent would see it. */
  EpisodeGenerator open(DatasetRecipe recipe, ObservationSpec observation) {
    return datasets.stream()
        .filter(plugin -> plugin.recipes().contains(recipe))
        .findFirst()
        .orElseThrow()
        .open(recipe.id(), this, observation);
  }

  /** Returns of its first episodes. */
  double[] returns(DatasetRecipe recipe, int episodes) {
    try (EpisodeGenerator generator = open(recipe)) {
      return IntStream.range(0, episodes)
          .mapToObj(index -> generator.generate(index, streams(recipe, index)))
          .mapToDouble(Episode::totalReward)
          .toArray();
    }
  }

  static RandomStreams streams(DatasetRecipe recipe, int episode) {
    Map<String, RandomStream> streams = new HashMap<>();
    return name ->
        streams.computeIfAbsent(
            name,
            unopened ->
                RandomStream.of(
                    Long.toString(recipe.seed()),
                    recipe.id().toString(),
                    Integer.toString(episode),
                    name));
  }

  @Override
  public List<TaskDescriptor> tasks() {
    return environments.stream().flatMap(plugin -> plugin.tasks().stream()).toList();
  }

  @Override
  public TaskDescriptor task(TaskId id) {
    return tasks().stream().filter(task -> task.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public Environment open(TaskId id, ObservationSpec observation) {
    return environments.stream()
        .filter(plugin -> plugin.tasks().contains(task(id)))
        .findFirst()
        .orElseThrow()
        .open(id, observation);
  }
}
