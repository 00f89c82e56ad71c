package dev.visor.core.report;

import com.google.common.io.Resources;
import dev.visor.core.VisorVersion;
import dev.visor.core.evidence.TrialRow;
import dev.visor.core.evidence.TrialStatus;
import dev.visor.core.leaderboard.Leaderboard;
import dev.visor.core.leaderboard.LeaderboardRow;
import dev.visor.core.report.markup.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A run as one page that needs nothing else: no network, no script, no other file. The same
 * evidence gives the same bytes.
 *
 * <p>The page is put together here from elements, without templates: its tables and charts are
 * computed, and one writer that cannot leave anything unescaped serves HTML and SVG alike.
 */
public final class Report {
  private static final String STYLE = "report.css";

  private Report() {}

  /** The page. */
  public static String html(ReportEvidence evidence, Gallery gallery) {
    List<Section> sections =
        Stream.of(
                LeaderboardSection.of(evidence),
                CellsSection.of(evidence),
                SizesSection.of(evidence),
                CurvesSection.of(evidence),
                ProfileSection.of(evidence),
                PairsSection.of(evidence),
                EpisodesSection.of(gallery),
                FailuresSection.of(evidence),
                CostSection.of(evidence),
                ReproduceSection.of(evidence),
                DigitsSection.of(evidence))
            .flatMap(List::stream)
            .toList();
    Element contents = Element.of("ul");
    sections.forEach(
        section ->
            contents.add(
                Element.of("li")
                    .add(Element.of("a", section.title()).with("href", "#" + section.id()))));
    Element main = Element.of("main").with("id", "top");
    sections.forEach(section -> main.add(section.element()));
    Element page =
        Element.of("html")
            .with("lang", "en")
            .add(
                head(evidence),
                Element.of("body")
                    .add(
                        header(evidence),
                        Element.of("nav").with("aria-label", "Sections").add(contents),
                        main,
                        footer()));
    return "<!DOCTYPE html>\n" + page;
  }

  private static Element head(ReportEvidence evidence) {
    return Element.of("head")
        .add(
            Element.of("meta").with("charset", "utf-8"),
            Element.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            // Whatever got into the page, the browser fetches nothing and runs nothing.
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'"),
            Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
            Element.of("title", evidence.name() + " – Visor report"),
            Element.of("style", style()));
  }

  private static Element header(ReportEvidence evidence) {
    Element header =
        Element.of("header")
            .add(
                Element.of("p", "Visor report").styled("kicker"),
                Element.of("h1", evidence.name()),
                Element.of("p", summary(evidence)).styled("lead"));
    List<String> warnings = evidence.leaderboard().warnings();
    if (!warnings.isEmpty()) {
      Element list = Element.of("ul");
      warnings.forEach(warning -> list.add(Element.of("li", warning)));
      header.add(
          Element.of("div")
              .styled("note")
              .with("role", "note")
              .add(Element.of("strong", "Before you trust it"), list));
    }
    return header;
  }

  /** What was asked and how much of it is there. */
  private static String summary(ReportEvidence evidence) {
    List<TrialRow> trials = evidence.trialsOnce();
    List<LeaderboardRow> all = evidence.leaderboard().group(Leaderboard.ALL);
    int expected = all.stream().mapToInt(LeaderboardRow::trialsExpected).sum();
    long ok = trials.stream().filter(row -> row.status() == TrialStatus.OK).count();
    long cells = trials.stream().map(TrialRow::group).distinct().count();
    int seeds = trials.stream().mapToInt(TrialRow::seeds).max().orElse(0);
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "%d of %d trials are ok", ok, Math.max(expected, ok)));
    parts.add(counted(evidence.variants().size(), "variant"));
    parts.add(counted(cells, "cell") + " of task, dataset and size");
    parts.add(counted(seeds, "seed") + " each");
    return String.join(" · ", parts) + ".";
  }

  static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static Element footer() {
    return Element.of("footer")
        .add(
            Element.of(
                "p",
                "Made by Visor "
                    + VisorVersion.current()
                    + " from the evidence alone; this file needs no network and runs no script."));
  }

  private static String style() {
    try {
      return "\n"
          + Resources.toString(Resources.getResource(Report.class, STYLE), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
