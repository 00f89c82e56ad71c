package dev.visor.cli;

import dev.visor.core.VisorException;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.report.Gallery;
import dev.visor.core.report.Report;
import dev.visor.core.report.ReportEvidence;
import dev.visor.core.report.film.Theatre;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor report RUN}: a run as one HTML page that needs nothing else. */
@Command(
    name = "report",
    description = {
      "Writes one HTML page about a run or a leaderboard: tables, charts, films, failures, and how",
      "to reproduce it. The page needs no network and runs no script."
    })
final class ReportCommand implements Runnable {
  @Parameters(paramLabel = "RUN", description = "The folder of a run or of a leaderboard.")
  Path run = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE.html",
      description = {
        "Where the page goes (default: report.html in the run's folder; for a leaderboard, in the",
        "current one)."
      })
  @Nullable Path out;

  @Option(
      names = "--films",
      paramLabel = "N",
      description = {
        "At most so many films of episodes (default: ${DEFAULT-VALUE}).",
        "0 for no pictures at all: then no plugin is loaded."
      })
  int films = 24;

  private final Provider<PluginRegistry> plugins;
  private final Console console;

  @Inject
  ReportCommand(Provider<PluginRegistry> plugins, Console console) {
    this.plugins = plugins;
    this.console = console;
  }

  @Override
  public void run() {
    if (films < 0) {
      throw VisorException.usage(films + " films", "--films", "give 0 or more");
    }
    ReportEvidence evidence = ReportEvidence.read(run);
    Gallery gallery =
        films == 0
            ? Gallery.empty("This page was made without pictures.")
            : Gallery.of(
                evidence,
                new Theatre(plugins.get()),
                films,
                what -> console.err().println("visor: " + what));
    Path file = out == null ? evidence.page() : out;
    try {
      write(file.toAbsolutePath(), Report.html(evidence, gallery));
    } catch (IOException e) {
      throw VisorException.usage(
              "the page cannot be written: " + e.getMessage(),
              file.toString(),
              "name another file with --out")
          .causedBy(e);
    }
    console.out().println(file);
  }

  /** Whole or not at all, and for everybody to read: a page is made to be handed on. */
  private static void write(Path file, String page) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.writeString(unfinished, page);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
