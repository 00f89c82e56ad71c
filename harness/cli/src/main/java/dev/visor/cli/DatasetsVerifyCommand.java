package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.Finding;
import dev.visor.core.dataset.StoredEntry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code visor datasets verify [ID…]}: reads every byte; exits with 6 if something is wrong, and
 * with 0 if something is merely suspect.
 */
@Command(
    name = "verify",
    description = "Reads every byte of the stored datasets and reports what is wrong.")
final class DatasetsVerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATASET",
      arity = "0..*",
      description = "As walker-walk/expert@1; all that are in the store if none is named.")
  List<String> ids = new ArrayList<>();

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<DatasetStore> store;
  private final Console console;

  @Inject
  DatasetsVerifyCommand(Provider<DatasetStore> store, Console console) {
    this.store = store;
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean wrong = false;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (StoredEntry entry : chosen()) {
      List<Map<String, Object>> findings = new ArrayList<>();
      String name = name(entry);
      if (entry instanceof StoredEntry.Unreadable unreadable) {
        VisorException problem = unreadable.problem();
        findings.add(finding(problem.place(), problem.what(), problem.remedy()));
        wrong = true;
      } else if (entry instanceof StoredEntry.WithCard known) {
        for (Finding finding : store.get().verify(entry.folder())) {
          findings.add(finding(finding.place(), finding.what(), finding.remedy(known.card())));
          wrong |= finding.kind() != Finding.Kind.SUSPECT;
        }
      }
      if (json) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("dataset", name);
        row.put("folder", entry.folder().toString());
        row.put("whole", findings.isEmpty());
        row.put("findings", findings);
        rows.add(row);
      } else {
        print(name, findings);
      }
    }
    if (json) {
      console.json(rows);
    }
    return (wrong ? ExitCode.INTEGRITY : ExitCode.OK).code();
  }

  private List<StoredEntry> chosen() {
    List<StoredEntry> all = store.get().list();
    if (ids.isEmpty()) {
      return all;
    }
    List<StoredEntry> chosen = new ArrayList<>();
    for (String id : ids) {
      int before = chosen.size();
      all.stream().filter(entry -> named(entry, id)).forEach(chosen::add);
      if (chosen.size() == before) {
        throw VisorException.usage(
            "there is no dataset " + id + " in the store",
            store.get().root().toString(),
            "visor datasets build " + id);
      }
    }
    return chosen;
  }

  private static boolean named(StoredEntry entry, String id) {
    String there = entry.id().toString();
    return there.equals(id) || there.startsWith(id + "@");
  }

  private static String name(StoredEntry entry) {
    return entry instanceof StoredEntry.WithCard known
        ? known.card().id() + " " + known.card().observation().height() + "px"
        : entry.folder().toString();
  }

  private static Map<String, Object> finding(String place, String what, String remedy) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("place", place);
    row.put("what", what);
    row.put("remedy", remedy);
    return row;
  }

  private void print(String name, List<Map<String, Object>> findings) {
    if (findings.isEmpty()) {
      console.out().println("✔ " + name);
      return;
    }
    console.out().println("✖ " + name);
    for (Map<String, Object> finding : findings) {
      console.out().println("    " + finding.get("place") + ": " + finding.get("what"));
      console.out().println("      try  " + finding.get("remedy"));
    }
  }
}
