package dev.visor.mujoco.render;

/**
 * A checker laid on a plane, averaged over the area that a pixel sees. A row of fields is a square
 * wave whose mean over any interval is known exactly, and a checker is the product of two such
 * waves; so distant fields fade into their mean instead of flickering, without a stored picture at
 * several sizes.
 */
final class Pattern {
  /** A width over which every pattern has faded. */
  private static final double WIDE = 1e6;

  /** The colour that the last call found. */
  double red;

  double green;
  double blue;

  private final Checker checker;
  private final double scaleX;
  private final double scaleY;
  private final double offsetX;
  private final double offsetY;

  Pattern(Checker checker, Geom geom) {
    this.checker = checker;
    Material material = geom.material();
    double repeatX = material.repeatX() > 0 ? material.repeatX() : 1;
    double repeatY = material.repeatY() > 0 ? material.repeatY() : 1;
    boolean endless = geom.sizeX() == 0 || geom.sizeY() == 0;
    double perX = material.uniform() || endless ? 2 : 2 * geom.sizeX();
    double perY = material.uniform() || endless ? 2 : 2 * geom.sizeY();
    scaleX = repeatX / perX;
    scaleY = -repeatY / perY;
    offsetX = endless ? -0.5 : scaleX * geom.sizeX();
    offsetY = endless ? -0.5 : -scaleY * geom.sizeY();
  }

  /** Finds the colour at a point of the plane's frame, averaged over so many metres each way. */
  void find(double x, double y, double widthX, double widthY) {
    double u = scaleX * x + offsetX;
    double v = scaleY * y + offsetY;
    double spanU = Math.min(WIDE, Math.max(1e-6, widthX * scaleX));
    double spanV = Math.min(WIDE, Math.max(1e-6, -widthY * scaleY));
    double plain = (1 - line(u, spanU)) * (1 - line(v, spanV));
    double first = 0.5 * (plain + wave(u, spanU) * wave(v, spanV));
    double second = plain - first;
    double marked = 1 - plain;
    red =
        first * checker.first().red()
            + second * checker.second().red()
            + marked * checker.mark().red();
    green =
        first * checker.first().green()
            + second * checker.second().green()
            + marked * checker.mark().green();
    blue =
        first * checker.first().blue()
            + second * checker.second().blue()
            + marked * checker.mark().blue();
  }

  /** Finds the mean colour of the whole pattern. */
  void findMean() {
    find(0, 0, Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** Mean over an interval of what is 1 in a tile's first half, -1 in the other, 0 on its lines. */
  private double wave(double centre, double span) {
    return (waveSum(centre + 0.5 * span) - waveSum(centre - 0.5 * span)) / span;
  }

  private double waveSum(double place) {
    double part = place - Math.floor(place);
    return Math.max(0, Math.min(part, 1 - part) - checker.markWidth());
  }

  /** Share of an interval that lies on the lines between tiles. */
  private double line(double centre, double span) {
    if (checker.markWidth() == 0) {
      return 0;
    }
    return (lineSum(centre + 0.5 * span) - lineSum(centre - 0.5 * span)) / span;
  }

  private double lineSum(double place) {
    double width = checker.markWidth();
    double whole = Math.floor(place);
    double part = place - whole;
    return 2 * width * whole + Math.min(part, width) + Math.max(0, part - (1 - width));
  }
}
