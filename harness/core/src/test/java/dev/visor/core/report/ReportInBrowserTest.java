package dev.visor.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser has it, where there is one: Debian's package chromium. */
@Tag("slow")
class ReportInBrowserTest {
  private static final Path QUICK = Path.of("..", "..", "leaderboards", "quick");
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars",
          "--allow-file-access-from-files",
          "--enable-logging=stderr");

  /** Tells in its title how wide the page in it wants to be. */
  private static final String FRAME =
      """
      <!DOCTYPE html><meta charset="utf-8"><title>not yet</title>
      <body style="margin:0"><iframe src="report.html" style="width:%dpx;height:900px;border:0"
        onload="const d = this.contentDocument;
          const open = d.querySelectorAll('details'); open.forEach(one => one.open = true);
          document.title = 'needs ' + d.scrollingElement.scrollWidth + ' of '
            + d.documentElement.clientWidth"></iframe>
      """;

  @TempDir Path folder;
  private String browser = "";

  @BeforeEach
  void page() throws IOException {
    Optional<String> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(part -> Path.of(part, "chromium"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();
    assumeTrue(
        found.isPresent(), "there is no chromium here; install it: apt-get install chromium");
    browser = found.orElseThrow();
    Files.writeString(
        folder.resolve("report.html"),
        Report.html(ReportEvidence.read(QUICK), Gallery.empty("No pictures here.")));
  }

  @Test
  void browser_findsNoError_andTheTablesOfTheCsv() throws Exception {
    Ended ended = open("report.html", "--dump-dom");

    assertThat(ended.err).doesNotContain("CONSOLE");
    String dom = ended.out;
    List<String> lines = Files.readAllLines(QUICK.resolve("leaderboard.csv"));
    String table = between(dom, "<caption>leaderboard.csv</caption>", "</table>");
    List<String> rows = matches(table, "<tr>(.*?)</tr>");
    assertThat(rows).hasSameSizeAs(lines);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(String.join(",", matches(rows.get(i), "<t[dh][^>]*>(.*?)</t[dh]>")))
          .isEqualTo(lines.get(i));
    }
    String standings = between(dom, "id=\"leaderboard\"", "</section>");
    assertThat(matches(standings, "<data value=\"([^\"]*)\""))
        .contains(iqm(lines, "bc"), iqm(lines, "lompo"));
  }

  @Test
  void narrowPage_isNotWiderThanItsWindow_withEverythingUnfolded() throws Exception {
    for (int width : new int[] {320, 400, 1280}) {
      Files.writeString(folder.resolve("frame.html"), FRAME.formatted(width));

      String dom = open("frame.html", "--dump-dom", "--virtual-time-budget=4000").out;

      assertThat(between(dom, "<title>", "</title>")).isEqualTo("needs " + width + " of " + width);
    }
  }

  @Test
  void darkPage_isDark_andLightPageIsLight() throws Exception {
    BufferedImage light = screenshot("light.png", "--blink-settings=preferredColorScheme=1");
    BufferedImage dark = screenshot("dark.png", "--blink-settings=preferredColorScheme=0");

    assertThat(light.getRGB(3, 3) & 0xffffff).isEqualTo(0xffffff);
    assertThat(dark.getRGB(3, 3) & 0xffffff).isEqualTo(0x14171c);
  }

  @Test
  void printedPage_isADocument() throws Exception {
    Path paper = folder.resolve("report.pdf");

    open("report.html", "--no-pdf-header-footer", "--print-to-pdf=" + paper);

    byte[] bytes = Files.readAllBytes(paper);
    assertThat(new String(bytes, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(matches(new String(bytes, StandardCharsets.ISO_8859_1), "(/Type */Page)\\b[^s]"))
        .hasSizeBetween(2, 6);
  }

  private static String iqm(List<String> lines, String variant) {
    List<String> columns = List.of(lines.get(0).split(","));
    return lines.stream()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[columns.indexOf("group")].equals("all"))
        .filter(cells -> cells[columns.indexOf("variant")].equals(variant))
        .map(cells -> cells[columns.indexOf("iqm")])
        .findFirst()
        .orElseThrow();
  }

  private BufferedImage screenshot(String name, String scheme) throws Exception {
    Path file = folder.resolve(name);
    open("report.html", scheme, "--window-size=800,600", "--screenshot=" + file);
    return ImageIO.read(file.toFile());
  }

  private record Ended(String out, String err) {}

  private Ended open(String page, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(browser);
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + Files.createTempDirectory(folder, "profile"));
    command.addAll(List.of(more));
    command.add(folder.resolve(page).toUri().toString());
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String errors = Files.readString(err, StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).as(errors).isZero();
    return new Ended(Files.readString(out), errors);
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin);
    assertThat(from).as("where " + begin + " is").isNotNegative();
    return text.substring(from + begin.length(), text.indexOf(end, from + begin.length()));
  }

  private static List<String> matches(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
