package dev.visor.cli;

import dev.visor.core.ExitCode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visor doctor}: whether this machine has what Visor needs; exits with 2 if not. */
@Command(name = "doctor", description = "Looks whether this machine has what Visor needs.")
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Examination examination;
  private final Console console;

  @Inject
  DoctorCommand(Examination examination, Console console) {
    this.examination = examination;
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean well = true;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Examination.Part part : examination.parts()) {
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
