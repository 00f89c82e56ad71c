package dev.visor.cli;

import dev.visor.core.VisorException;
import dev.visor.core.leaderboard.Asked;
import dev.visor.core.leaderboard.CombinedTrials;
import dev.visor.core.leaderboard.Dimension;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardFormat;
import dev.visor.core.leaderboard.LeaderboardOptions;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.publication.ManifestStarts;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor leaderboard RUN…}: computes the leaderboard of runs from their evidence, again. */
@Command(
    name = "leaderboard",
    description = "Computes and prints the leaderboard of one run, or of several together.")
final class LeaderboardCommand implements Runnable {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Folders of runs or leaderboards, or trials.csv files.")
  List<Path> runs = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "task,kind,size",
      split = ",",
      description = "What gets a group of its own (default: all three); none for the whole alone.")
  @Nullable List<String> by;

  @Mixin BootstrapOptions bootstrap = new BootstrapOptions();

  @Option(
      names = "--ref",
      paramLabel = "VARIANT",
      description = "Whom the others are compared with (default: the best).")
  @Nullable String reference;

  @Option(
      names = "--format",
      paramLabel = "text|csv|md|html|json|latex",
      description = "Default: text.")
  LeaderboardFormat format = LeaderboardFormat.TEXT;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  LeaderboardCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public void run() {
    bootstrap.check();
    LeaderboardOptions options =
        new LeaderboardOptions(
            Optional.ofNullable(bootstrap.metric),
            by == null ? LeaderboardOptions.DEFAULT.by() : dimensions(by),
            Optional.ofNullable(reference),
            bootstrap.replicates,
            bootstrap.level,
            bootstrap.seed,
            bootstrap.resampling());
    Leaderboard leaderboard =
        Leaderboard.of(
            CombinedTrials.read(runs),
            Asked.read(runs),
            options,
            metric -> new ManifestStarts(runs, plugins.get()).of(metric));
    console.out().print(format.render(leaderboard));
    console.out().flush();
  }

  private static Set<Dimension> dimensions(List<String> names) {
    Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
    for (String name : names) {
      if (name.equals("none")) {
        continue;
      }
      dimensions.add(
          Stream.of(Dimension.values())
              .filter(dimension -> dimension.id().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      VisorException.usage(
                          "nothing can be grouped by '" + name + "'",
                          "--by",
                          "choose among "
                              + Stream.of(Dimension.values())
                                  .map(dimension -> dimension.name().toLowerCase(Locale.ROOT))
                                  .collect(Collectors.joining(", "))
                              + ", none")));
    }
    return dimensions;
  }
}
