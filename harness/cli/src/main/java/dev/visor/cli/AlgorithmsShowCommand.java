package dev.visor.cli;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.Profile;
import dev.visor.core.plugin.ParameterCard;
import dev.visor.core.plugin.PluginRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor algorithms show ID}: every parameter, its default in each profile, its source. */
@Command(name = "show", description = "Shows an algorithm's parameters.")
final class AlgorithmsShowCommand implements Runnable {
  @Parameters(paramLabel = "ALGORITHM", description = "As lompo.")
  String algorithm = "";

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  AlgorithmsShowCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public void run() {
    AlgorithmDescriptor<?> descriptor = plugins.get().descriptor(algorithm);
    List<ParameterCard> cards = plugins.get().parameters(algorithm).cards();
    if (json) {
      console.json(json(descriptor, cards));
      return;
    }
    console
        .out()
        .println(descriptor.id() + "@" + descriptor.version() + "  " + descriptor.summary());
    console.out().println(descriptor.paper());
    console
        .out()
        .println("learns " + String.join(" and ", AlgorithmsListCommand.modes(descriptor)));
    console.out().println();
    List<String> header = new ArrayList<>(List.of("parameter"));
    for (Profile profile : Profile.values()) {
      header.add(profile.id());
    }
    header.addAll(List.of("unit", "what it is", "source"));
    Table table = new Table(header.toArray(String[]::new));
    for (ParameterCard card : cards) {
      List<Object> row = new ArrayList<>(List.of(card.name()));
      for (Profile profile : Profile.values()) {
        row.add(card.defaults().get(profile));
      }
      row.add(card.unit());
      row.add(
          card.type().contains("|") ? card.meaning() + " (" + card.type() + ")" : card.meaning());
      row.add(card.source());
      table.row(row.toArray());
    }
    table.print(console.out());
  }

  private static Map<String, Object> json(
      AlgorithmDescriptor<?> descriptor, List<ParameterCard> cards) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", descriptor.id());
    json.put("version", descriptor.version());
    json.put("modes", AlgorithmsListCommand.modes(descriptor));
    json.put("summary", descriptor.summary());
    json.put("paper", descriptor.paper());
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (ParameterCard card : cards) {
      Map<String, Object> parameter = new LinkedHashMap<>();
      parameter.put("name", card.name());
      parameter.put("type", card.type());
      parameter.put("meaning", card.meaning());
      parameter.put("unit", card.unit());
      parameter.put("source", card.source());
      if (Double.isFinite(card.min())) {
        parameter.put("min", card.min());
      }
      if (Double.isFinite(card.max())) {
        parameter.put("max", card.max());
      }
      Map<String, Object> defaults = new LinkedHashMap<>();
      card.defaults().forEach((profile, value) -> defaults.put(profile.id(), value));
      parameter.put("defaults", defaults);
      parameters.add(parameter);
    }
    json.put("parameters", parameters);
    return json;
  }
}
