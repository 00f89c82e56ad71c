package dev.visor.cli;

import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.ExitCode;
import dev.visor.core.environment.CheckReport;
import dev.visor.core.environment.EnvironmentCheck;
import dev.visor.core.environment.EnvironmentChecks;
import dev.visor.core.environment.Outcome;
import dev.visor.core.environment.Subject;
import dev.visor.core.plugin.PluginRegistry;
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

/** {@code visor envs check [TASK…]}; exits with 6 if a check fails. */
@Command(
    name = "check",
    description =
        "Checks that tasks keep to what the harness relies on; all tasks if none is named.")
final class EnvsCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TASK", arity = "0..*", description = "As walker-walk or walker-walk@1.")
  List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  private final Provider<PluginRegistry> plugins;
  private final Tasks tasks;
  private final Console console;

  @Inject
  EnvsCheckCommand(Provider<PluginRegistry> plugins, Tasks tasks, Console console) {
    this.plugins = plugins;
    this.tasks = tasks;
    this.console = console;
  }

  @Override
  public Integer call() {
    EnvironmentCatalogue catalogue = plugins.get().environments();
    List<TaskDescriptor> chosen =
        names.isEmpty() ? catalogue.tasks() : names.stream().map(tasks::named).toList();
    List<CheckReport> reports = new ArrayList<>();
    for (TaskDescriptor task : chosen) {
      reports.add(check(catalogue, task));
    }
    if (json) {
      console.json(reports.stream().map(EnvsCheckCommand::json).toList());
    }
    return (reports.stream().allMatch(CheckReport::passed) ? ExitCode.OK : ExitCode.INTEGRITY)
        .code();
  }

  /** Prints each result as it comes: a task takes some seconds. */
  private CheckReport check(EnvironmentCatalogue catalogue, TaskDescriptor task) {
    Subject subject = Subject.of(task, catalogue);
    if (!json) {
      console.out().println(task.id());
    }
    List<CheckReport.Result> results = new ArrayList<>();
    for (EnvironmentCheck check : EnvironmentChecks.all()) {
      CheckReport.Result result = new CheckReport.Result(check.name(), check.run(subject));
      results.add(result);
      if (!json) {
        print(result);
      }
    }
    return new CheckReport(task, results);
  }

  private void print(CheckReport.Result result) {
    Outcome outcome = result.outcome();
    if (outcome instanceof Outcome.Passed passed) {
      console.out().println("  ✔ " + result.check() + aside(passed.detail()));
    } else if (outcome instanceof Outcome.Skipped skipped) {
      console.out().println("  – " + result.check() + aside(skipped.reason()));
    } else if (outcome instanceof Outcome.Failed failed) {
      console.out().println("  ✖ " + result.check() + ": " + failed.reason());
      console.out().println("      try  " + failed.remedy());
    }
  }

  private static String aside(String detail) {
    return detail.isEmpty() ? "" : " (" + detail + ")";
  }

  private static Map<String, Object> json(CheckReport report) {
    List<Map<String, Object>> results = new ArrayList<>();
    for (CheckReport.Result result : report.results()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("check", result.check());
      if (result.outcome() instanceof Outcome.Passed passed) {
        row.put("outcome", "passed");
        row.put("detail", passed.detail());
      } else if (result.outcome() instanceof Outcome.Skipped skipped) {
        row.put("outcome", "skipped");
        row.put("reason", skipped.reason());
      } else if (result.outcome() instanceof Outcome.Failed failed) {
        row.put("outcome", "failed");
        row.put("reason", failed.reason());
        row.put("remedy", failed.remedy());
      }
      results.add(row);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("task", report.task().id().toString());
    json.put("passed", report.passed());
    json.put("checks", results);
    return json;
  }
}
