package dev.visor.core.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.report.markup.Table;
import dev.visor.core.suite.SuiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** With what all this can be had again: commands, suite, data, code and machine. */
final class ReproduceSection {
  private final ReportEvidence evidence;

  private ReproduceSection(ReportEvidence evidence) {
    this.evidence = evidence;
  }

  static List<Section> of(ReportEvidence evidence) {
    return evidence.trials().isEmpty()
        ? List.of()
        : List.of(
            new Section("reproduce", "How to reproduce", new ReproduceSection(evidence).content()));
  }

  private List<Element> content() {
    List<Element> content = new ArrayList<>();
    evidence.suite().ifPresent(suite -> content.addAll(commands(suite)));
    content.add(origins());
    evidence.environment().ifPresent(json -> content.add(plugins(json)));
    content.add(Section.onDemand("Parameters of each variant", variants().toArray(Element[]::new)));
    evidence.suite().ifPresent(suite -> content.add(suiteText(suite)));
    return content;
  }

  private List<Element> commands(Path suite) {
    Path folder = evidence.folder().path();
    boolean leaderboard = suite.endsWith(SuiteReader.FILE_NAME);
    String here = quoted(shown(folder).toString());
    String what =
        leaderboard ? here : quoted(shown(folder).resolve(suite.getFileName()).toString());
    return List.of(
        preformatted(
            "visor run "
                + what
                + " --out runs/again\n"
                + "visor compare "
                + here
                + " runs/again\n"
                + "visor reproduce "
                + here
                + " --draw 3"),
        Section.explanation(
            "The first makes everything again, and the second says how far it is off; the third"
                + " makes three trials again, drawn at random. The same code on the same class of"
                + " processor gives the same bytes."));
  }

  /** A report may be published: of an absolute path, only the last name is told. */
  private static Path shown(Path folder) {
    Path name = folder.isAbsolute() ? folder.getFileName() : folder;
    return name == null ? Path.of(".") : name;
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private Element origins() {
    Table table = Table.of("What the evidence was computed from and with", "what|", "value|");
    List<TrialRow> trials = evidence.trialsOnce();
    distinct(trials, TrialRow::suiteSha).forEach(sha -> fact(table, "suite, SHA-256", sha));
    distinct(trials, row -> Long.toString(row.suiteSeed()))
        .forEach(seed -> fact(table, "suite seed", seed));
    Map<String, String> datasets = new LinkedHashMap<>();
    trials.forEach(row -> datasets.put(row.dataset(), row.datasetIdentity()));
    datasets.forEach(
        (dataset, identity) ->
            fact(table, "dataset " + dataset, identity.isEmpty() ? "learnt online" : identity));
    Map<String, Long> fingerprints =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    TrialRow::fingerprint, LinkedHashMap::new, Collectors.counting()));
    fingerprints.forEach(
        (sha, count) -> fact(table, "fingerprint of " + Report.counted(count, "trial"), sha));
    distinct(trials, row -> row.determinism().id())
        .forEach(tier -> fact(table, "determinism", tier));
    evidence
        .environment()
        .ifPresent(
            json -> {
              for (String key : List.of("visor", "java", "operating_system", "cpu", "processors")) {
                if (json.has(key)) {
                  fact(table, key.replace('_', ' '), json.get(key).asText());
                }
              }
            });
    return table.element();
  }

  private static void fact(Table table, String what, String value) {
    table.row(Cell.head(what), new Cell(Element.of("td").styled("text").add(code(value))));
  }

  private static Element plugins(JsonNode environment) {
    Table table = Table.of("Plugins that were loaded", "plugin|", "version|", "SHA-256|");
    for (JsonNode plugin : environment.path("plugins")) {
      table.row(
          Cell.head(plugin.path("id").asText()),
          Cell.text(plugin.path("version").asText()),
          new Cell(Element.of("td").styled("text").add(code(plugin.path("sha256").asText()))));
    }
    return Section.onDemand("Plugins", table.element());
  }

  private List<Element> variants() {
    List<Element> tables = new ArrayList<>();
    for (String variant : evidence.variants()) {
      Optional<TrialRow> any =
          evidence.trials().stream().filter(row -> row.variant().equals(variant)).findFirst();
      if (any.isPresent()) {
        tables.add(
            Element.of("p")
                .add(Element.of("strong", variant))
                .text(": " + any.get().algorithm() + " version " + any.get().algorithmVersion()));
        if (!any.get().parameters().isEmpty()) {
          tables.add(preformatted(any.get().parameters().replace(';', '\n')));
        }
      }
    }
    return tables;
  }

  private static Element suiteText(Path suite) {
    try {
      return Section.onDemand("The suite", preformatted(Files.readString(suite)));
    } catch (IOException e) {
      throw VisorException.integrity(
              "the suite cannot be read: " + e.getMessage(),
              suite.toString(),
              "take the file as Visor wrote it")
          .causedBy(e);
    }
  }

  private static Element code(String text) {
    return Element.of("code", text);
  }

  private static Element preformatted(String text) {
    return Element.of("pre").with("tabindex", "0").add(code(text));
  }

  private static List<String> distinct(List<TrialRow> rows, Function<TrialRow, String> field) {
    return rows.stream().map(field).distinct().toList();
  }
}
