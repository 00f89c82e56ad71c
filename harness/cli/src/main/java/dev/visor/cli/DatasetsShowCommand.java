package dev.visor.cli;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.core.dataset.DatasetCard;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor datasets show ID}: what is in a stored dataset. */
@Command(name = "show", description = "Shows what is in a dataset of the store.")
final class DatasetsShowCommand implements Runnable {
  @Parameters(
      paramLabel = "DATASET",
      description = "As walker-walk/expert or walker-walk/expert@1.")
  String dataset = "";

  @Mixin DatasetOptions options = new DatasetOptions();

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;

  @Inject
  DatasetsShowCommand(
      Provider<PluginRegistry> plugins, Provider<DatasetStore> store, Console console) {
    this.plugins = plugins;
    this.store = store;
    this.console = console;
  }

  @Override
  public void run() {
    try (StoredDataset stored = options.open(plugins.get(), store.get(), dataset)) {
      Map<String, Object> all = json(stored);
      if (json) {
        console.json(all);
        return;
      }
      DatasetCard card = stored.card();
      Table table = new Table(card.id().toString(), card.summary());
      all.forEach(
          (key, value) -> {
            if (!key.equals("id") && !key.equals("summary") && !key.equals("returns")) {
              table.row(key.replace('_', ' '), value);
            }
          });
      table.row(
          "returns",
          String.format(
              Locale.ROOT,
              "mean %.1f, sd %.1f, from %.1f to %.1f",
              card.returns().mean(),
              card.returns().sd(),
              card.returns().min(),
              card.returns().max()));
      table.print(console.out());
    }
  }

  private static Map<String, Object> json(StoredDataset stored) {
    DatasetCard card = stored.card();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", card.id().toString());
    json.put("task", card.task().toString());
    json.put("summary", card.summary());
    json.put("episodes", card.episodes());
    json.put("transitions", card.transitions());
    json.put(
        "image",
        List.of(card.observation().height(), card.observation().width(), ObservationSpec.CHANNELS));
    json.put("proprio", card.observation().proprio());
    json.put("action", card.actionSize());
    json.put("returns", returns(stored.view()));
    json.put("bytes", card.bytes());
    json.put("identity", card.identity());
    json.put("sha256", stored.sha256());
    json.put("made_with", card.madeWith());
    json.put("folder", stored.folder().toString());
    return json;
  }

  /** The sum of each episode's rewards. */
  private static List<Double> returns(DatasetView view) {
    List<Double> returns = new ArrayList<>();
    for (int episode = 0; episode < view.episodes(); episode++) {
      float[] rewards = new float[view.length(episode)];
      view.rewards(episode, 0, rewards.length, rewards, 0);
      double sum = 0;
      for (float reward : rewards) {
        sum += reward;
      }
      returns.add(sum);
    }
    return returns;
  }
}
