package dev.visor.core.report;

import dev.visor.core.report.markup.Element;
import java.util.List;

/**
 * A part of the page. One that has nothing to say is not there: what makes it gives an empty list.
 *
 * @param id what links to it name
 * @param title its heading
 * @param content what follows the heading
 */
record Section(String id, String title, List<Element> content) {
  Section {
    content = List.copyOf(content);
  }

  static List<Section> of(String id, String title, Element... content) {
    return List.of(new Section(id, title, List.of(content)));
  }

  Element element() {
    return Element.of("section")
        .with("id", id)
        .with("aria-labelledby", id + "-title")
        .add(Element.of("h2", title).with("id", id + "-title"))
        .add(content);
  }

  /** A sentence or two on how to read what follows. */
  static Element explanation(String text) {
    return Element.of("p", text).styled("how");
  }

  /** Something that is there for those who ask for it. */
  static Element onDemand(String summary, Element... content) {
    return Element.of("details").add(Element.of("summary", summary)).add(content);
  }
}
