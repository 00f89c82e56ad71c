package dev.visor.core.report;

import dev.visor.core.report.markup.Element;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it looks like. Films do not move for those who asked their system for less motion, nor on
 * paper.
 */
final class EpisodesSection {
  private EpisodesSection() {}

  static List<Section> of(Gallery gallery) {
    Map<String, Element> tasks = new LinkedHashMap<>();
    for (Gallery.Exhibit exhibit : gallery.exhibits()) {
      tasks
          .computeIfAbsent(exhibit.task(), task -> Element.of("div").styled("pictures"))
          .add(figure(exhibit));
    }
    List<Element> content = new ArrayList<>();
    if (gallery.exhibits().stream().anyMatch(exhibit -> exhibit.film().isPresent())) {
      content.add(
          Section.explanation(
              "Each variant's first seed, in the episode of the median return of its last"
                  + " evaluation: the start, the random numbers and the policy are those that were"
                  + " scored."));
    }
    tasks.forEach((task, pictures) -> content.addAll(List.of(Element.of("h3", task), pictures)));
    gallery.notes().forEach(note -> content.add(Section.explanation(note)));
    return content.isEmpty() ? List.of() : List.of(new Section("episodes", "Episodes", content));
  }

  private static Element figure(Gallery.Exhibit exhibit) {
    String still = data("image/png", exhibit.still());
    Element image =
        Element.of("img")
            .with("alt", exhibit.task() + ": " + exhibit.title() + ", " + exhibit.caption())
            .with("width", "160")
            .with("height", "160");
    Element picture = Element.of("picture");
    if (exhibit.film().isPresent()) {
      picture.add(
          Element.of("source")
              .with("media", "print, (prefers-reduced-motion: reduce)")
              .with("srcset", still));
      image.with("src", data("image/gif", exhibit.film().get()));
    } else {
      image.with("src", still);
    }
    return Element.of("figure")
        .add(
            picture.add(image),
            Element.of("figcaption")
                .add(Element.of("strong", exhibit.title()), Element.of("br"))
                .text(exhibit.caption()));
  }

  static String data(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
