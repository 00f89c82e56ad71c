package dev.visor.core.report.chart;

import dev.visor.core.report.markup.Element;
import java.util.List;
import java.util.Locale;

/**
 * Lines with bands over two axes. A series of a single point is drawn across the chart, dotted: it
 * has a level and no course.
 *
 * @param title what it shows, in a few words
 * @param description what a person who cannot see it should know
 * @param x horizontal axis
 * @param y vertical axis
 * @param series from the one drawn first to the one drawn last
 */
public record LineChart(String title, String description, Axis x, Axis y, List<Series> series) {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 280;
  private static final int LEFT = 46;
  private static final int RIGHT = 14;
  private static final int TOP = 12;
  private static final int BOTTOM = 42;
  private static final int MOST_MARKS = 24;
  private static final double RADIUS = 2.8;

  public LineChart {
    series = List.copyOf(series);
  }

  /** The chart with its caption and a legend. */
  public Element figure() {
    Element legend = Element.of("ul").styled("legend");
    for (Series one : series) {
      Element line =
          Element.of("line")
              .styled("line " + one.classes() + (one.points().size() == 1 ? " level" : ""))
              .with("x1", "0")
              .with("x2", "26")
              .with("y1", "6")
              .with("y2", "6");
      Element key =
          Element.of("svg")
              .styled("key")
              .with("viewBox", "0 0 26 12")
              .with("width", "26")
              .with("height", "12")
              .with("aria-hidden", "true")
              .add(line);
      legend.add(Element.of("li").add(key).add(Element.of("span", one.name())));
    }
    return Element.of("figure").styled("chart").add(Element.of("figcaption", title), svg(), legend);
  }

  private Element svg() {
    Element svg =
        Element.of("svg")
            .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
            .with("role", "img")
            .with("aria-label", title + ". " + description);
    for (Axis.Tick tick : y.ticks()) {
      String at = text(down(tick.value()));
      svg.add(line("rule", text(LEFT), at, text(WIDTH - RIGHT), at));
      svg.add(label(text(LEFT - 6), text(down(tick.value()) + 4), "end", tick.text()));
    }
    for (Axis.Tick tick : x.ticks()) {
      String at = text(across(tick.value()));
      svg.add(line("axis", at, text(HEIGHT - BOTTOM), at, text(HEIGHT - BOTTOM + 4)));
      svg.add(label(at, text(HEIGHT - BOTTOM + 17), "middle", tick.text()));
    }
    String floor = text(HEIGHT - BOTTOM);
    svg.add(line("axis", text(LEFT), floor, text(WIDTH - RIGHT), floor));
    svg.add(label(text((LEFT + WIDTH - RIGHT) / 2.0), text(HEIGHT - 6), "middle", x.label()));
    svg.add(
        label("0", "0", "middle", y.label())
            .with(
                "transform",
                "translate(11 " + text((TOP + HEIGHT - BOTTOM) / 2.0) + ") rotate(-90)"));
    series.forEach(one -> svg.add(band(one)));
    series.forEach(one -> svg.add(course(one)));
    series.forEach(one -> svg.add(marks(one)));
    return svg;
  }

  private List<Element> band(Series one) {
    List<Series.Point> points = one.points();
    if (points.size() == 1 || points.stream().allMatch(point -> point.low() == point.high())) {
      return List.of();
    }
    StringBuilder corners = new StringBuilder();
    for (Series.Point point : points) {
      corner(corners, point.x(), point.high());
    }
    for (int i = points.size() - 1; i >= 0; i--) {
      corner(corners, points.get(i).x(), points.get(i).low());
    }
    return List.of(
        Element.of("polygon")
            .styled("band " + one.classes())
            .with("points", corners.toString().strip()));
  }

  private Element course(Series one) {
    List<Series.Point> points = one.points();
    if (points.size() == 1) {
      String at = text(down(points.get(0).y()));
      return line("line level " + one.classes(), text(LEFT), at, text(WIDTH - RIGHT), at);
    }
    StringBuilder path = new StringBuilder();
    for (Series.Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(text(across(point.x())))
          .append(' ')
          .append(text(down(point.y())));
    }
    return Element.of("path").styled("line " + one.classes()).with("d", path.toString());
  }

  private List<Element> marks(Series one) {
    if (one.points().size() > MOST_MARKS) {
      return List.of();
    }
    return one.points().stream()
        .map(
            point -> {
              // A circle can hold no note: it is an empty element here, and a group holds both.
              Element mark =
                  Element.of("circle")
                      .styled("mark " + one.classes())
                      .with("cx", text(across(point.x())))
                      .with("cy", text(down(point.y())))
                      .with("r", text(RADIUS));
              return point.note().isEmpty()
                  ? mark
                  : Element.of("g").add(Element.of("title", point.note()), mark);
            })
        .toList();
  }

  private void corner(StringBuilder corners, double atX, double atY) {
    corners.append(text(across(atX))).append(',').append(text(down(atY))).append(' ');
  }

  /** A value beyond an axis is drawn at its end. */
  private double across(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * Math.max(0, Math.min(1, x.share(value)));
  }

  private double down(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.max(0, Math.min(1, y.share(value)));
  }

  private static Element line(String classes, String x1, String y1, String x2, String y2) {
    return Element.of("line")
        .styled(classes)
        .with("x1", x1)
        .with("y1", y1)
        .with("x2", x2)
        .with("y2", y2);
  }

  private static Element label(String x, String y, String anchor, String text) {
    return Element.of("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
  }

  private static String text(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
