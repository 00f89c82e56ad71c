package dev.visor.core.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page that was parsed as XML, to look things up in. */
record Page(Document document) {
  static Page of(String html) {
    try {
      return new Page(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html))));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
    }
  }

  List<Element> all(String name) {
    return all(document.getDocumentElement(), name);
  }

  static List<Element> all(Element in, String name) {
    NodeList found = in.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** The table whose caption is or begins with this text. */
  Element table(String caption) {
    return all("table").stream()
        .filter(table -> all(table, "caption").get(0).getTextContent().startsWith(caption))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no table " + caption));
  }

  Element section(String id) {
    return all("section").stream()
        .filter(section -> section.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no section " + id));
  }

  /** The texts of all cells, the line of heads first. */
  static List<List<String>> texts(Element table) {
    List<List<String>> lines = new ArrayList<>();
    for (Element row : all(table, "tr")) {
      List<String> line = new ArrayList<>();
      NodeList cells = row.getChildNodes();
      for (int i = 0; i < cells.getLength(); i++) {
        if (cells.item(i) instanceof Element cell) {
          line.add(cell.getTextContent());
        }
      }
      lines.add(line);
    }
    return lines;
  }

  /** The exact numbers of the row of a variant, in the order of its cells. */
  static List<String> exact(Element table, String variant) {
    return all(table, "tr").stream()
        .filter(
            row -> all(row, "th").stream().anyMatch(head -> head.getTextContent().equals(variant)))
        .flatMap(row -> all(row, "data").stream())
        .map(data -> data.getAttribute("value"))
        .toList();
  }
}
