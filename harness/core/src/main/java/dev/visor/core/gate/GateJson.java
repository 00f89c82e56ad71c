package dev.visor.core.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;

/** A report as JSON. A number that is not there is null; so is a drop that nothing could show. */
final class GateJson {
  private GateJson() {}

  static String text(GateReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      write(out, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static void write(JsonGenerator out, GateReport report) throws IOException {
    out.writeStartObject();
    out.writeNumberField("schema", 1);
    out.writeStringField("verdict", report.verdict().id());
    out.writeNumberField("exit", report.verdict().exit().code());
    out.writeStringField("because", GateWords.because(report));
    out.writeStringField("run", report.run());
    out.writeStringField("against", report.against());
    out.writeStringField("metric", report.metric());
    out.writeArrayFieldStart("differences");
    for (Difference difference : report.differences()) {
      out.writeStartObject();
      out.writeStringField("where", difference.where());
      out.writeStringField("what", difference.what());
      out.writeStringField("before", difference.before());
      out.writeStringField("now", difference.now());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("cells");
    for (CellJudgement judged : report.cells()) {
      cell(out, judged);
    }
    out.writeEndArray();
    out.writeFieldName("suite");
    if (report.suite().isPresent()) {
      suite(out, report.suite().get());
    } else {
      out.writeNull();
    }
    strings(out, "errors", report.errors());
    strings(out, "notes", report.notes());
    out.writeEndObject();
  }

  private static void cell(JsonGenerator out, CellJudgement judged) throws IOException {
    out.writeStartObject();
    out.writeStringField("cell", judged.cell().toString());
    out.writeStringField("variant", judged.cell().variant());
    out.writeStringField("group", judged.cell().group());
    out.writeStringField("finding", judged.finding().id());
    out.writeBooleanField("fails", judged.fails());
    out.writeNumberField("seeds_before", judged.seedsBefore());
    out.writeNumberField("seeds_now", judged.seedsNow());
    number(out, "before", judged.before());
    number(out, "now", judged.now());
    number(out, "change", judged.change());
    number(out, "p", judged.p());
    number(out, "smallest_drop_seen", judged.detectable());
    out.writeStringField("reason", judged.reason());
    out.writeStringField("waived", judged.waiver().map(Waiver::reason).orElse(""));
    out.writeEndObject();
  }

  private static void suite(JsonGenerator out, SuiteJudgement suite) throws IOException {
    out.writeStartObject();
    out.writeBooleanField("worse", suite.worse());
    out.writeNumberField("cells", suite.cells());
    out.writeNumberField("change", suite.change());
    out.writeNumberField("p", suite.p());
    number(out, "smallest_drop_seen", OptionalDouble.of(suite.detectable()));
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, String name, OptionalDouble value)
      throws IOException {
    out.writeFieldName(name);
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      out.writeNumber(value.getAsDouble());
    } else {
      out.writeNull();
    }
  }

  private static void strings(JsonGenerator out, String name, List<String> values)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }
}
