package dev.visor.core.gate;

import java.io.StringWriter;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as JUnit's XML: a test whether the two can be compared and are whole, one for each cell,
 * and one for all of them together. A waived cell is a skipped test.
 */
final class GateJunit {
  private static final String SUITE = "visor gate";

  /** What XML 1.0 has no character for; it may come in a reason, as the colours of a log do. */
  private static final Pattern UNSHOWN =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]");

  private final XMLStreamWriter xml;

  private GateJunit(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String text(GateReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new GateJunit(xml).write(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a report that XML cannot hold", e);
    }
    return text + "\n";
  }

  private void write(GateReport report) throws XMLStreamException {
    boolean comparable = report.verdict() != Verdict.NOT_COMPARABLE;
    boolean whole = report.verdict() != Verdict.ALTERED;
    boolean tells = report.verdict() != Verdict.INCONCLUSIVE;
    boolean suiteFails = report.suite().map(SuiteJudgement::worse).orElse(false);
    long failures =
        report.cells().stream().filter(CellJudgement::fails).count()
            + (comparable ? 0 : 1)
            + (whole ? 0 : 1)
            + (tells ? 0 : 1)
            + (suiteFails ? 1 : 0);
    long skipped = report.cells().stream().filter(cell -> cell.waiver().isPresent()).count();
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", Integer.toString(report.cells().size() + 4));
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", Long.toString(skipped));
    test(
        SUITE,
        "comparable",
        comparable ? Optional.empty() : Optional.of(report.differences().toString()));
    test(SUITE, "whole", whole ? Optional.empty() : Optional.of(report.errors().toString()));
    for (CellJudgement judged : report.cells()) {
      cell(judged);
    }
    test(
        SUITE,
        "all cells together",
        suiteFails ? Optional.of("lower than chance would make it") : Optional.empty());
    test(SUITE, "power", tells ? Optional.empty() : Optional.of(GateWords.seen(report)));
    xml.writeCharacters("\n  ");
    xml.writeStartElement("system-out");
    xml.writeCharacters(shown(GateFormat.TEXT.render(report)));
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static String shown(String text) {
    return UNSHOWN.matcher(text).replaceAll("\ufffd");
  }

  private void cell(CellJudgement judged) throws XMLStreamException {
    String what =
        judged.finding().words()
            + ": "
            + GateTable.number(judged.now())
            + " after "
            + GateTable.number(judged.before())
            + (judged.reason().isEmpty() ? "" : ", " + judged.reason());
    String group = judged.cell().group();
    String variant = judged.cell().variant();
    if (judged.waiver().isPresent()) {
      String waived = "waived until " + judged.waiver().get().expires() + ", " + what;
      test(group, variant, "skipped", Optional.of(waived));
    } else {
      test(group, variant, judged.fails() ? Optional.of(what) : Optional.empty());
    }
  }

  private void test(String group, String name, Optional<String> failure) throws XMLStreamException {
    test(group, name, "failure", failure);
  }

  private void test(String group, String name, String element, Optional<String> message)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", shown(group));
    xml.writeAttribute("name", shown(name));
    if (message.isPresent()) {
      xml.writeStartElement(element);
      xml.writeAttribute("message", shown(message.get()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
