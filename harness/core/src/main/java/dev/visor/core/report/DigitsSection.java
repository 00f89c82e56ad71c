package dev.visor.core.report;

import dev.visor.core.VisorException;
import dev.visor.core.leaderboard.LeaderboardFormat;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Element;
import dev.visor.core.report.markup.Table;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The tables as they are, to the last digit: to read here, and as files that the page carries. */
final class DigitsSection {
  /** A page that carries more would be slow to open. */
  private static final long MOST_BYTES = 1 << 20;

  /** With the header. */
  private static final int MOST_LINES = 1_000;

  private static final String LEADERBOARD = "leaderboard.csv";
  private static final Set<String> NUMBER_TEXTS = Set.of("", "true", "false");

  private DigitsSection() {}

  static List<Section> of(ReportEvidence evidence) {
    if (evidence.leaderboard().rows().isEmpty()) {
      return List.of();
    }
    String leaderboard = LeaderboardFormat.CSV.render(evidence.leaderboard());
    List<Element> content = new ArrayList<>();
    Element links = Element.of("ul").styled("files");
    byte[] computed = leaderboard.getBytes(StandardCharsets.UTF_8);
    links.add(carried(LEADERBOARD, computed.length, () -> computed));
    for (Path file : files(evidence)) {
      links.add(carried(String.valueOf(file.getFileName()), size(file), () -> bytes(file)));
    }
    content.add(Element.of("p", "Files that this page carries:"));
    content.add(links);
    if (evidence.leaderboard().rows().size() < MOST_LINES) {
      content.add(Section.onDemand(LEADERBOARD, table(LEADERBOARD, records(leaderboard))));
    }
    if (evidence.trials().size() < MOST_LINES) {
      String trials = text(evidence.folder().trialsCsv());
      content.add(Section.onDemand("trials.csv", table("trials.csv", records(trials))));
    }
    return List.of(new Section("digits", "Every digit", content));
  }

  /**
   * @param content is not asked for where it is too large
   */
  private static Element carried(String name, long size, Supplier<byte[]> content) {
    Element link =
        size > MOST_BYTES
            ? Element.of("span", name + ", too large to be carried here")
            : Element.of("a", name)
                .with("download", name)
                .with("href", EpisodesSection.data("text/csv", content.get()));
    return Element.of("li").add(link);
  }

  private static List<Path> files(ReportEvidence evidence) {
    return Stream.of(
            evidence.folder().trialsCsv(),
            evidence.folder().curvesCsv(),
            evidence.folder().profileCsv(),
            evidence.folder().pairwiseCsv(),
            evidence.folder().timingsCsv())
        .filter(Files::exists)
        .toList();
  }

  private static Element table(String name, List<CSVRecord> records) {
    List<CSVRecord> lines = records.subList(1, records.size());
    List<String> columns = new ArrayList<>();
    List<Boolean> numbers = new ArrayList<>();
    for (int i = 0; i < records.get(0).size(); i++) {
      int column = i;
      boolean number = lines.stream().allMatch(line -> isNumber(line.get(column)));
      numbers.add(number);
      columns.add(records.get(0).get(i) + (number ? "" : "|"));
    }
    Table table = Table.of(name, columns);
    for (CSVRecord line : lines) {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < line.size(); i++) {
        cells.add(numbers.get(i) ? Cell.figure(line.get(i)) : Cell.text(line.get(i)));
      }
      table.row(cells);
    }
    return table.element();
  }

  private static boolean isNumber(String cell) {
    return NUMBER_TEXTS.contains(cell) || cell.matches("-?[0-9.]+(E-?[0-9]+)?");
  }

  private static List<CSVRecord> records(String csv) {
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(csv)).setFormat(CSVFormat.RFC4180).get()) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static VisorException unreadable(Path file, IOException cause) {
    return VisorException.integrity(
            "the file cannot be read: " + cause.getMessage(),
            file.toString(),
            "check the folder's permissions")
        .causedBy(cause);
  }
}
