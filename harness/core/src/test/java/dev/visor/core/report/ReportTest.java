package dev.visor.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

class ReportTest {
  private static final Path QUICK = Path.of("..", "..", "leaderboards", "quick");
  private static final Gallery NO_PICTURES = Gallery.empty("No pictures here.");
  private static final long HUGE = 64 << 20;
  private static final byte[] PICTURE = {1, 2, 3};

  private static final String SUITE =
      """
      schema: 1
      name: small
      observation: 64px
      tasks: [t@1]
      datasets: { kinds: [expert] }
      seeds: 1
      algorithms: [bc]
      """;

  @TempDir Path folder;

  @Test
  void tablesOfEveryDigit_areTheCsvFiles() throws IOException {
    Page page = quick();

    for (String file : List.of("leaderboard.csv", "trials.csv")) {
      List<List<String>> csv = new ArrayList<>();
      csv(QUICK.resolve(file)).forEach(record -> csv.add(record.toList()));

      assertThat(Page.texts(page.table(file))).as(file).isEqualTo(csv);
    }
  }

  @Test
  void standings_holdTheNumbersOfTheCsv_andShowThemRounded() throws IOException {
    Page page = quick();
    List<CSVRecord> records = csv(QUICK.resolve("leaderboard.csv"));
    List<String> columns = records.get(0).toList();

    for (CSVRecord record : records.subList(1, records.size())) {
      String group = record.get(columns.indexOf("group"));
      String variant = record.get(columns.indexOf("variant"));
      Element table =
          group.equals("all")
              ? page.table("score_0_100 over 2 cells")
              : page.table(group.replaceFirst("/", " · "));
      List<String> expected =
          List.of(
                  "iqm",
                  "iqm_low",
                  "iqm_high",
                  "mean",
                  "sd",
                  "median",
                  "final_iqm",
                  "p_improve_ref",
                  "p_improve_low",
                  "p_improve_high")
              .stream()
              .map(column -> record.get(columns.indexOf(column)))
              .filter(cell -> !cell.isEmpty())
              .toList();

      assertThat(Page.exact(table, variant)).as(group + " " + variant).isEqualTo(expected);
    }
    Element all = page.table("score_0_100 over 2 cells");
    assertThat(Page.texts(all).get(1)).startsWith("1", "bc", "69.5", "[65.4, 69.7]");
  }

  @Test
  void carriedFiles_areTheFiles() throws IOException {
    List<Element> links =
        quick().all("a").stream().filter(link -> link.hasAttribute("download")).toList();

    assertThat(links).hasSize(6);
    for (Element link : links) {
      String href = link.getAttribute("href");
      byte[] bytes = Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1));
      assertThat(bytes)
          .as(link.getAttribute("download"))
          .isEqualTo(Files.readAllBytes(QUICK.resolve(link.getAttribute("download"))));
    }
  }

  @Test
  void tableTooLargeToBeCarried_isNamed_andNotRead() throws IOException {
    ReportEvidence evidence = new ReportRows(1).ok("bc", "t@1", "full", 1).in(folder);
    try (RandomAccessFile file =
        new RandomAccessFile(evidence.folder().profileCsv().toFile(), "rw")) {
      file.setLength(HUGE);
    }
    StringBuilder html = new StringBuilder();

    long allocated = allocated(() -> html.append(Report.html(evidence, NO_PICTURES)));

    assertThat(Page.of(html.toString()).section("digits").getTextContent())
        .contains("profile.csv, too large to be carried here");
    assertThat(allocated).isLessThan(HUGE);
  }

  @Test
  void tableOfAThousandTrials_isCarried_andNotShown() throws IOException {
    ReportEvidence most = new ReportRows(999).ok("bc", "t@1", "full", new double[999]).in(folder);
    assertThat(Page.of(Report.html(most, NO_PICTURES)).section("digits").getTextContent())
        .contains("bc.t@1.full.s998");

    ReportEvidence more = new ReportRows(1000).ok("bc", "t@1", "full", new double[1000]).in(folder);
    assertThat(Page.of(Report.html(more, NO_PICTURES)).section("digits").getTextContent())
        .contains("trials.csv")
        .doesNotContain("bc.t@1.full.s998");
  }

  @Test
  void variantsColour_isLookedUp_howeverManyTrialsThereAre() throws IOException {
    ReportRows rows = new ReportRows(1);
    for (int variant = 0; variant < 100; variant++) {
      rows.ok("v" + variant, "t@1", "full", variant);
    }
    ReportEvidence evidence = rows.in(folder);
    assertThat(evidence.style("v99")).isEqualTo(99);
    assertThat(evidence.style("unheard of")).isZero();

    long allocated =
        allocated(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                evidence.style("v99");
              }
            });

    assertThat(allocated).isLessThan(100_000);
  }

  @Test
  void page_needsNothingElse_andRunsNothing() throws IOException {
    Gallery gallery =
        new Gallery(
            List.of(new Gallery.Exhibit("t@1", "bc", "plays", PICTURE, Optional.of(PICTURE))),
            List.of());

    Page page = Page.of(Report.html(ReportEvidence.read(QUICK), gallery));

    assertThat(page.all("script")).isEmpty();
    assertThat(page.all("link")).isEmpty();
    assertThat(page.all("style").get(0).getTextContent()).doesNotContain("url(", "@import");
    for (Element element : page.all("*")) {
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        String name = attributes.item(i).getNodeName();
        String value = attributes.item(i).getNodeValue();
        assertThat(name).doesNotStartWith("on");
        if (List.of("src", "href", "srcset", "action", "data").contains(name)) {
          assertThat(value).matches("(?s)(#|data:(image|text)/).*");
        }
      }
    }
  }

  @Test
  void page_canBeReadWithoutSeeingIt() throws IOException {
    Gallery gallery =
        new Gallery(
            List.of(new Gallery.Exhibit("t@1", "bc", "plays", PICTURE, Optional.of(PICTURE))),
            List.of());

    Page page = Page.of(Report.html(ReportEvidence.read(QUICK), gallery));

    assertThat(page.document().getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(page.all("h1")).hasSize(1);
    assertThat(page.all("h2")).hasSizeGreaterThan(8);
    assertThat(page.all("table"))
        .allSatisfy(table -> assertThat(Page.all(table, "caption")).hasSize(1));
    assertThat(page.all("th")).allMatch(head -> head.getAttribute("scope").matches("col|row"));
    assertThat(page.all("img")).isNotEmpty().noneMatch(img -> img.getAttribute("alt").isEmpty());
    assertThat(page.all("svg"))
        .isNotEmpty()
        .allMatch(svg -> svg.hasAttribute("aria-label") || svg.hasAttribute("aria-hidden"));
    List<String> ids = page.all("*").stream().map(element -> element.getAttribute("id")).toList();
    assertThat(page.all("nav").get(0).getElementsByTagName("a").getLength())
        .isEqualTo(page.all("section").size());
    for (Element link : Page.all(page.all("nav").get(0), "a")) {
      assertThat(ids).contains(link.getAttribute("href").substring(1));
    }
  }

  @Test
  void trialThatTheTableNamesElsewhere_isNotLookedForThere() throws IOException {
    ReportEvidence evidence = new ReportRows(1).ok("one", "task@1", "full", 1).in(folder);
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("manifest.json"), "whatever this is");

    assertThat(evidence.manifest("../elsewhere")).isEmpty();
  }

  @Test
  void hostileNames_areTexts() throws IOException {
    String script = "<script>alert(1)</script>";
    String breakout = "\"></td><img src=x onerror=alert(2)>&amp;\u0000\u202e";
    ReportEvidence evidence =
        new ReportRows(1)
            .ok(script, breakout, "full", 10)
            .ok(script, breakout, "<b>size</b>", 10)
            .failed("bc", breakout, "full", 0, "</style>" + script)
            .in(folder);
    Files.writeString(folder.resolve("suite.resolved.yaml"), SUITE + "# " + script + "\n");
    Files.writeString(
        folder.resolve("environment.json"),
        "{\"java\": \"</code>" + script + "\", \"plugins\": [{\"id\": \"" + script + "\"}]}");

    Page page =
        Page.of(
            Report.html(
                ReportEvidence.read(evidence.folder().path()),
                new Gallery(
                    List.of(
                        new Gallery.Exhibit(breakout, script, script, PICTURE, Optional.empty())),
                    List.of(script))));

    assertThat(page.all("script")).isEmpty();
    assertThat(page.all("img")).hasSize(1);
    assertThat(page.section("failures").getTextContent()).contains("</style>" + script);
    assertThat(page.section("leaderboard").getTextContent()).contains(script);
    assertThat(page.section("reproduce").getTextContent()).contains("# " + script);
    assertThat(page.section("cells").getTextContent())
        .contains("\"></td><img src=x onerror=alert(2)>&amp;\ufffd\ufffd");
  }

  @Test
  void severalSizes_areALineForEachVariant_fromTheSmallestToFull() throws IOException {
    Page page =
        Page.of(
            Report.html(
                new ReportRows(2)
                    .ok("lompo", "walker-walk@1", "full", 60, 70)
                    .ok("bc", "walker-walk@1", "full", 50, 40)
                    .ok("lompo", "walker-walk@1", "50k", 30, 40)
                    .ok("bc", "walker-walk@1", "50k", 20, 30)
                    .ok("lompo", "walker-walk@1", "10k", 10, 20)
                    .ok("bc", "walker-walk@1", "10k", 15, 25)
                    .in(folder),
                NO_PICTURES));

    Element sizes = page.section("sizes");
    List<String> texts = Page.all(sizes, "text").stream().map(Element::getTextContent).toList();
    assertThat(texts).containsSubsequence("10k", "50k", "full");
    assertThat(Page.all(sizes, "path")).hasSize(2);
    assertThat(Page.all(sizes, "circle")).hasSize(6);
    assertThat(Page.all(sizes, "polygon")).hasSize(2);
    assertThat(Page.all(sizes, "title").stream().map(Element::getTextContent))
        .contains("lompo, 10k: 15.0", "bc, full: 45.0");
    assertThat(Page.all(page.section("curves"), "figure")).hasSize(3);
  }

  @Test
  void oneSize_hasNoChartOfSizes() throws IOException {
    assertThat(quick().all("section").stream().map(section -> section.getAttribute("id")))
        .doesNotContain("sizes")
        .contains("leaderboard", "cells", "curves", "profile", "pairs", "cost", "reproduce");
  }

  @Test
  void failures_areToldWithTheirReasons_andHaveNoRank() throws IOException {
    Page page =
        Page.of(
            Report.html(
                new ReportRows(2)
                    .ok("bc", "t@1", "full", 50, 40)
                    .ok("lompo", "t@1", "full", 60)
                    .failed("lompo", "t@1", "full", 1, "the loss was not finite")
                    .in(folder),
                NO_PICTURES));

    assertThat(Page.texts(page.table("Trials that are not ok")))
        .containsExactly(
            List.of("trial", "status", "reason"),
            List.of("lompo.t@1.full.s1", "failed", "the loss was not finite"));
    assertThat(Page.texts(page.table("score_0_100 over 1 cell")))
        .anySatisfy(line -> assertThat(line).startsWith("–", "lompo").contains("1/2", "50 %"));
    assertThat(page.all("header").get(0).getTextContent())
        .contains("3 of 4 trials are ok")
        .contains("lompo has no rank");
  }

  @Test
  void sameEvidence_givesTheSameBytes() {
    String first = Report.html(ReportEvidence.read(QUICK), NO_PICTURES);

    assertThat(Report.html(ReportEvidence.read(QUICK), NO_PICTURES)).isEqualTo(first);
  }

  @Test
  void reproduction_namesSuiteDataAndCode() throws IOException {
    String text = quick().section("reproduce").getTextContent();

    assertThat(text)
        .contains("visor run ../../leaderboards/quick --out runs/again")
        .contains("point_mass-dense/expert@1")
        .contains("cd5cfadf039c3fbb1a66110f4b70c79e00cff694e4cdcab4145bf3e561838b95")
        .contains("visor-lompo")
        .contains("# A first look");
  }

  @Test
  void absolutePath_isNotTold() throws IOException {
    ReportEvidence evidence = new ReportRows(1).ok("bc", "t@1", "full", 1).in(folder);
    Files.writeString(folder.resolve("suite.resolved.yaml"), SUITE);

    assertThat(Report.html(ReportEvidence.read(evidence.folder().path()), NO_PICTURES))
        .contains(folder.getFileName().toString())
        .doesNotContain(String.valueOf(folder.getParent()));
  }

  @Test
  void runWithoutAnyTrial_saysSo() throws IOException {
    Page page = Page.of(Report.html(new ReportRows(1).in(folder), NO_PICTURES));

    assertThat(page.all("header").get(0).getTextContent()).contains("No trial has ended");
  }

  @Test
  void folderWithoutARun_isAUsageError() {
    assertThatThrownBy(() -> ReportEvidence.read(folder))
        .isInstanceOfSatisfying(
            VisorException.class,
            failure -> {
              assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
              assertThat(failure.what()).contains("trials.csv");
              assertThat(failure.place()).isEqualTo(folder.toString());
            });
  }

  @Test
  void everyColourOfText_standsOutFromItsGround_inLightInDarkAndInPrint() {
    String style =
        Page.of(Report.html(ReportEvidence.read(QUICK), NO_PICTURES))
            .all("style")
            .get(0)
            .getTextContent();
    Matcher themes = Pattern.compile(":root \\{([^}]*)}").matcher(style);
    int found = 0;
    while (themes.find()) {
      String theme = themes.group(1);
      found++;
      for (String ink :
          List.of("ink", "quiet", "link", "s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7")) {
        for (String ground : List.of("paper", "card")) {
          assertThat(contrast(colour(theme, ink), colour(theme, ground)))
              .as(ink + " on " + ground + " in theme " + found)
              .isGreaterThanOrEqualTo(4.5);
        }
      }
      assertThat(contrast(colour(theme, "note-ink"), colour(theme, "note")))
          .isGreaterThanOrEqualTo(4.5);
    }
    assertThat(found).isEqualTo(3);
  }

  private static long allocated(Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    work.run();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static Page quick() {
    return Page.of(Report.html(ReportEvidence.read(QUICK), NO_PICTURES));
  }

  private static List<CSVRecord> csv(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.builder().setReader(in).setFormat(CSVFormat.RFC4180).get()) {
      return parser.getRecords();
    }
  }

  private static int colour(String theme, String name) {
    Matcher found = Pattern.compile("--" + name + ": #([0-9a-f]{6})").matcher(theme);
    assertThat(found.find()).as("the colour " + name).isTrue();
    return Integer.parseInt(found.group(1), 16);
  }

  /** As the Web Content Accessibility Guidelines define it. */
  private static double contrast(int first, int second) {
    double one = luminance(first);
    double other = luminance(second);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(int colour) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int c = 0; c < 3; c++) {
      double level = (colour >> 8 * (2 - c) & 0xff) / 255.0;
      sum +=
          weights[c] * (level <= 0.04045 ? level / 12.92 : Math.pow((level + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
