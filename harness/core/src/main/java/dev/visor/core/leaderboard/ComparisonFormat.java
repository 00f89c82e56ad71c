package dev.visor.core.leaderboard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.visor.core.evidence.CsvTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A way to write a comparison down for machines. */
public enum ComparisonFormat {
  /** A line for each row. */
  CSV,
  /** Rows and notes as one object; fields are named like the columns of the CSV. */
  JSON;

  private static final CsvTable<ComparisonRow> TABLE =
      CsvTable.<ComparisonRow>schema(1)
          .text("group", ComparisonRow::group)
          .text("variant", ComparisonRow::variant)
          .text("metric", ComparisonRow::metric)
          .flag("higher_is_better", ComparisonRow::higherIsBetter)
          .whole("cells", ComparisonRow::cells)
          .whole("first_trials", ComparisonRow::firstTrials)
          .whole("second_trials", ComparisonRow::secondTrials)
          .number("first_iqm", ComparisonRow::first)
          .number("second_iqm", ComparisonRow::second)
          .number("difference", ComparisonRow::difference)
          .maybe("difference_low", ComparisonRow::low)
          .maybe("difference_high", ComparisonRow::high)
          .number("p_improve", ComparisonRow::improvement)
          .flag("identical", ComparisonRow::identical)
          .read(
              line ->
                  new ComparisonRow(
                      line.text("group"),
                      line.text("variant"),
                      line.text("metric"),
                      line.flag("higher_is_better"),
                      line.count("cells"),
                      line.count("first_trials"),
                      line.count("second_trials"),
                      line.number("first_iqm"),
                      line.number("second_iqm"),
                      line.number("difference"),
                      line.maybe("difference_low"),
                      line.maybe("difference_high"),
                      line.number("p_improve"),
                      line.flag("identical")));

  /** A comparison in this format, ending in a line feed. */
  public String render(Comparison comparison) {
    return switch (this) {
      case CSV -> TABLE.text(comparison.rows());
      case JSON -> json(comparison);
    };
  }

  private static String json(Comparison comparison) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      out.writeStartObject();
      out.writeNumberField("schema", 1);
      out.writeFieldName("rows");
      TABLE.writeJson(out, comparison.rows());
      out.writeArrayFieldStart("notes");
      for (String note : comparison.notes()) {
        out.writeString(note);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }
}
