package dev.visor.core.report.chart;

import dev.visor.core.report.markup.Element;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A value with its interval on a small scale, to stand in a table beside the numbers themselves.
 * Those who cannot see it miss nothing, and it is hidden from them.
 */
public final class IntervalBar {
  private static final int WIDTH = 170;
  private static final int HEIGHT = 16;
  private static final int MARGIN = 5;

  private IntervalBar() {}

  /**
   * Draws one.
   *
   * @param low end of the interval; empty where there is none
   * @param style which of the page's colours it has, from 0
   */
  public static Element of(
      Axis scale, OptionalDouble value, OptionalDouble low, OptionalDouble high, int style) {
    String classes = new Series("", style, List.of()).classes();
    Element svg =
        Element.of("svg")
            .styled("bar")
            .with("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
            .with("width", Integer.toString(WIDTH))
            .with("height", Integer.toString(HEIGHT))
            .with("aria-hidden", "true")
            .add(line("rule", MARGIN, WIDTH - MARGIN));
    if (low.isPresent() && high.isPresent()) {
      svg.add(
          line(
              "range " + classes,
              across(scale, low.getAsDouble()),
              across(scale, high.getAsDouble())));
    }
    if (value.isPresent()) {
      svg.add(
          Element.of("circle")
              .styled("mark " + classes)
              .with("cx", text(across(scale, value.getAsDouble())))
              .with("cy", text(HEIGHT / 2.0))
              .with("r", "3"));
    }
    return svg;
  }

  private static double across(Axis scale, double value) {
    return MARGIN + (WIDTH - 2 * MARGIN) * Math.max(0, Math.min(1, scale.share(value)));
  }

  private static Element line(String classes, double from, double to) {
    return Element.of("line")
        .styled(classes)
        .with("x1", text(from))
        .with("x2", text(to))
        .with("y1", text(HEIGHT / 2.0))
        .with("y2", text(HEIGHT / 2.0));
  }

  private static String text(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }
}
