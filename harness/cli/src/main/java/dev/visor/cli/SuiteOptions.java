package dev.visor.cli;

import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.Planner;
import dev.visor.core.plan.TrialFilter;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.suite.SuiteOverrides;
import dev.visor.core.suite.SuiteReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How commands name a suite, change it, and pick trials of it. */
final class SuiteOptions {
  @Parameters(
      paramLabel = "SUITE",
      description = "A suite.yaml, or a leaderboard's folder that holds one.")
  Path suite = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "KEY=VALUE",
      description = "Only trials that fit, as variant=lompo,bc, kind=expert or seed=0..2.")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Changes the suite, as protocol.eval_episodes=10.")
  List<String> set = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Takes parameters from smoke, quick, laptop or paper.")
  @Nullable String profile;

  /** The whole grid of the suite, as changed. */
  Plan plan(PluginRegistry plugins, DatasetStore store) {
    return new Planner(plugins, store)
        .plan(SuiteReader.read(suite, new SuiteOverrides(set, Optional.ofNullable(profile))));
  }

  /** The part of a plan that {@code --only} asks for. */
  Plan wanted(Plan plan) {
    return plan.only(TrialFilter.parse(only));
  }
}
