package dev.visor.cli;

import dev.visor.core.ExitCode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code visor doctor}: whether this machine has what Visor needs; exits with 2 if not. With a
 * folder it also says how exactly the evidence there can be repeated here.
 */
@Command(
    name = "doctor",
    description = {
      "Looks whether this machine has what Visor needs.",
      "Of a run or a leaderboard it says how exactly its trials can be repeated here, and why."
    })
final class DoctorCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The folder of a trial, of a run or of a leaderboard.")
  @Nullable Path folder;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Examination examination;
  private final Repeatability repeatability;
  private final Console console;

  @Inject
  DoctorCommand(Examination examination, Repeatability repeatability, Console console) {
    this.examination = examination;
    this.repeatability = repeatability;
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean well = true;
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Examination.Part> parts = new ArrayList<>(examination.parts());
    if (folder != null) {
      parts.add(repeatability.of(folder));
    }
    for (Examination.Part part : parts) {
      Examination.Result result = part.look();
      well &= result.well();
      if (json) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", part.name());
        row.put("well", result.well());
        row.put("found", result.found());
        row.put("remedy", result.remedy());
        rows.add(row);
      } else {
        console
            .out()
            .printf("%s %-12s %s%n", result.well() ? "✔" : "✖", part.name(), result.found());
        if (!result.well()) {
          console.out().println("    try  " + result.remedy());
        }
      }
    }
    if (json) {
      console.json(rows);
    }
    return (well ? ExitCode.OK : ExitCode.USAGE).code();
  }
}
