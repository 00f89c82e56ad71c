package dev.visor.plugin.behaviours;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.TaskId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints the mean returns of every task and kind as a table of Markdown, over the first episodes of
 * each dataset.
 *
 * <pre>
 * KindTable EPISODES [TASK…]
 * </pre>
 */
final class KindTable {
  private KindTable() {}

  public static void main(String[] arguments) {
    int episodes = Integer.parseInt(arguments[0]);
    Set<String> wanted = Set.of(Arrays.copyOfRange(arguments, 1, arguments.length));
    Host host = new Host();
    List<TaskId> tasks =
        host.recipes().stream()
            .map(DatasetRecipe::task)
            .distinct()
            .filter(task -> wanted.isEmpty() || wanted.contains(task.name()))
            .toList();
    for (TaskId task : tasks) {
      double[] means =
          Arrays.stream(Kind.values())
              .map(kind -> host.recipe(task.name() + "/" + kind.id + "@1"))
              .mapToDouble(recipe -> mean(host, recipe, episodes))
              .toArray();
      // Where nothing much is earned, a whole number would make the kinds equal.
      String format = Arrays.stream(means).allMatch(mean -> Math.abs(mean) < 10) ? "%.1f" : "%.0f";
      System.out.println(
          "| `%s` | %s |"
              .formatted(
                  task.name(),
                  Arrays.stream(means)
                      .mapToObj(format::formatted)
                      .collect(Collectors.joining(" | "))));
    }
  }

  private static double mean(Host host, DatasetRecipe recipe, int episodes) {
    double[] returns = host.returns(recipe, Math.min(episodes, recipe.episodes()));
    return Arrays.stream(returns).average().orElseThrow();
  }
}
