package dev.visor.cli;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredEntry;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visor datasets list}: every recipe, and what of it is in the store. */
@Command(name = "list", description = "Lists datasets: those that can be made, and those that are.")
final class DatasetsListCommand implements Runnable {
  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;

  @Inject
  DatasetsListCommand(
      Provider<PluginRegistry> plugins, Provider<DatasetStore> store, Console console) {
    this.plugins = plugins;
    this.store = store;
    this.console = console;
  }

  @Override
  public void run() {
    SortedMap<DatasetId, DatasetRecipe> recipes = new TreeMap<>();
    plugins.get().recipes().forEach(recipe -> recipes.put(recipe.id(), recipe));
    SortedMap<DatasetId, List<StoredEntry.WithCard>> stored = new TreeMap<>();
    List<StoredEntry.Unreadable> unreadable = new ArrayList<>();
    for (StoredEntry entry : store.get().list()) {
      if (entry instanceof StoredEntry.WithCard known) {
        stored.computeIfAbsent(known.card().id(), id -> new ArrayList<>()).add(known);
      } else if (entry instanceof StoredEntry.Unreadable unknown) {
        unreadable.add(unknown);
      }
    }
    SortedMap<DatasetId, String> summaries = new TreeMap<>();
    stored.forEach((id, entries) -> summaries.put(id, entries.get(0).card().summary()));
    recipes.forEach((id, recipe) -> summaries.put(id, recipe.summary()));

    Table table = new Table("dataset", "episodes", "in the store", "MB", "behaviour");
    List<Map<String, Object>> rows = new ArrayList<>();
    summaries.forEach(
        (id, summary) -> {
          List<StoredEntry.WithCard> entries = stored.getOrDefault(id, List.of());
          DatasetRecipe recipe = recipes.get(id);
          int episodes = recipe == null ? entries.get(0).card().episodes() : recipe.episodes();
          table.row(id, episodes, sizes(entries), megabytes(entries), summary);
          rows.add(json(id, summary, episodes, recipe != null, entries));
        });
    if (json) {
      console.json(rows);
    } else {
      table.print(console.out());
      console.out().println();
      console.out().println("store: " + store.get().root());
    }
    for (StoredEntry.Unreadable entry : unreadable) {
      console.err().println("visor: " + entry.problem().what());
      console.err().println("  at   " + entry.problem().place());
      console.err().println("  try  " + entry.problem().remedy());
    }
  }

  private static String sizes(List<StoredEntry.WithCard> entries) {
    return entries.isEmpty()
        ? "–"
        : String.join(
            ", ",
            entries.stream().map(entry -> entry.card().observation().height() + "px").toList());
  }

  private static String megabytes(List<StoredEntry.WithCard> entries) {
    long bytes = entries.stream().mapToLong(StoredEntry::bytes).sum();
    return entries.isEmpty() ? "–" : Long.toString((bytes + 999_999) / 1_000_000);
  }

  private static Map<String, Object> json(
      DatasetId id,
      String summary,
      int episodes,
      boolean hasRecipe,
      List<StoredEntry.WithCard> entries) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id.toString());
    row.put("summary", summary);
    row.put("episodes", episodes);
    row.put("recipe", hasRecipe);
    List<Map<String, Object>> stored = new ArrayList<>();
    for (StoredEntry.WithCard entry : entries) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("observation", entry.card().observation().height() + "px");
      one.put("identity", entry.card().identity());
      one.put("transitions", entry.card().transitions());
      one.put("bytes", entry.bytes());
      one.put("folder", entry.folder().toString());
      stored.add(one);
    }
    row.put("stored", stored);
    return row;
  }
}
