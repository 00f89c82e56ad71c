package dev.visor.core.report.chart;

import java.util.List;

/**
 * A line of a chart.
 *
 * @param name what it is of
 * @param style which of the page's colours and dashes it has, from 0
 * @param points from left to right, one or more
 */
public record Series(String name, int style, List<Point> points) {
  /** As many colours as the style sheet has. */
  private static final int COLOURS = 8;

  /**
   * A point with its band.
   *
   * @param x along the horizontal axis
   * @param y along the vertical axis
   * @param low lower end of the band; {@code y} where there is none
   * @param high upper end
   * @param note what is told of the point where it is pointed at; empty for nothing
   */
  public record Point(double x, double y, double low, double high, String note) {}

  public Series {
    points = List.copyOf(points);
  }

  /** The classes that colour it; from the ninth on, lines are dashed too. */
  String classes() {
    return "s" + style % COLOURS + (style >= COLOURS ? " dashed" : "");
  }
}
