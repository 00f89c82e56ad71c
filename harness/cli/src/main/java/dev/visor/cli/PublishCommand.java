package dev.visor.cli;

import dev.visor.api.Metric;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.leaderboard.Asked;
import dev.visor.core.leaderboard.CombinedTrials;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardFormat;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.Planner;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.publication.Publication;
import dev.visor.core.publication.PublishedTrials;
import dev.visor.core.suite.SuiteReader;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor publish RUN LEADERBOARD}: a run's evidence becomes the leaderboard's. */
@Command(
    name = "publish",
    description = {
      "Puts the trials of a run into a leaderboard's folder and computes its tables again.",
      "What the leaderboard's suite does not ask for is refused, and nothing is changed."
    })
final class PublishCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The folder of a run, or of another leaderboard.")
  Path run = Path.of("");

  @Parameters(index = "1", paramLabel = "LEADERBOARD", description = "A folder with a suite.yaml.")
  Path leaderboard = Path.of("");

  @Option(
      names = "--replace",
      description = "Lets the run's results take the place of others of the same trials.")
  boolean replace;

  @Option(
      names = "--common",
      description = "Takes only the trials that the leaderboard's suite asks for too.")
  boolean common;

  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final Console console;

  @Inject
  PublishCommand(Provider<PluginRegistry> plugins, Provider<DatasetStore> store, Console console) {
    this.plugins = plugins;
    this.store = store;
    this.console = console;
  }

  @Override
  public void run() {
    // The folder is exchanged for another: where it is the current one, "." would be the old one.
    Path here = leaderboard.toAbsolutePath().normalize();
    Publication.recover(leaderboard);
    if (!Files.isDirectory(leaderboard)) {
      throw VisorException.usage(
          "there is no leaderboard here",
          leaderboard.toString(),
          "make a folder with a " + SuiteReader.FILE_NAME + " in it");
    }
    Plan plan = new Planner(plugins.get(), store.get()).plan(SuiteReader.read(leaderboard));
    List<Metric> metrics =
        plan.metrics().stream().map(metric -> plugins.get().metric(metric.id())).toList();
    Publication publication = new Publication(plan, metrics, leaderboard);
    PublishedTrials published =
        common ? publication.publishCommon(run, replace) : publication.publish(run, replace);
    List<Path> place = List.of(here);
    Leaderboard answer =
        Leaderboard.of(
            CombinedTrials.read(place), Asked.of(plan.suite()), LeaderboardOptions.DEFAULT);
    console.out().print(LeaderboardFormat.TEXT.render(answer));
    console.out().flush();
    console
        .err()
        .println(
            "visor: "
                + published.added()
                + (published.added() == 1 ? " trial added, " : " trials added, ")
                + published.replaced()
                + " replaced, "
                + published.unchanged()
                + " there already"
                + (published.removed() == 0
                    ? "; "
                    : ", "
                        + published.removed()
                        + " taken away that the suite no longer asks for; ")
                + published.missing()
                + (published.missing() == 1
                    ? " that the suite asks for is missing"
                    : " that the suite asks for are missing"));
  }
}
