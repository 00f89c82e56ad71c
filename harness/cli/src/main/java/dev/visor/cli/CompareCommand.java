package dev.visor.cli;

import dev.visor.core.leaderboard.CombinedTrials;
import dev.visor.core.leaderboard.Comparison;
import dev.visor.core.leaderboard.ComparisonFormat;
import dev.visor.core.leaderboard.ComparisonRow;
import dev.visor.core.leaderboard.LeaderboardOptions;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor compare A B}: what is different in the second, and how sure that is. */
@Command(
    name = "compare",
    description = {
      "Shows how far each variant is in a second run from where it was in a first,",
      "with intervals. Whatever it finds, it exits with 0."
    })
final class CompareCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A run, a leaderboard, or a trials.csv file.")
  Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  Path second = Path.of("");

  @Mixin BootstrapOptions bootstrap = new BootstrapOptions();

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      description = "Prints for machines (default: a table).")
  @Nullable ComparisonFormat format;

  private final Console console;

  @Inject
  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    bootstrap.check();
    LeaderboardOptions options =
        new LeaderboardOptions(
            Optional.ofNullable(bootstrap.metric),
            LeaderboardOptions.DEFAULT.by(),
            Optional.empty(),
            bootstrap.replicates,
            bootstrap.level,
            bootstrap.seed,
            bootstrap.resampling());
    Comparison comparison =
        Comparison.of(
            CombinedTrials.read(List.of(first)), CombinedTrials.read(List.of(second)), options);
    if (format != null) {
      console.out().print(format.render(comparison));
      console.out().flush();
      return;
    }
    Table table =
        new Table("group", "variant", "A", "B", "B - A", "interval", "P(B better)", "trials");
    for (ComparisonRow row : comparison.rows()) {
      table.row(
          row.group(),
          row.variant(),
          number("%.1f", row.first()),
          number("%.1f", row.second()),
          row.identical() ? "identical" : number("%+.1f", row.difference()),
          row.low().isEmpty()
              ? "–"
              : "["
                  + number("%+.1f", row.low().getAsDouble())
                  + ", "
                  + number("%+.1f", row.high().getAsDouble())
                  + "]",
          number("%.2f", row.improvement()),
          row.firstTrials() + " / " + row.secondTrials());
    }
    table.print(console.out());
    comparison.notes().forEach(note -> console.out().println("Note: " + note));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
