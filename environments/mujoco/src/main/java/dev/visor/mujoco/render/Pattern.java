package dev.visor.mujoco.render;

/**
 * A checker laid on a plane, averaged over the area that a pixel sees. A row of fields is a square
 * wave whose mean over any interval is known exactly, and a checker is the product of two such
 * waves; so distant fields fade into their mean instead of flickering, without a stored picture at
 * several sizes.
 */
final class Pattern {
  /** A width over which every pattern has faded, in tiles. */
  private static final double WIDE = 1e6;

  /** A width that is as good as a point. */
  private static final double NARROW = 1e-6;

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
    double spanU = Math.min(WIDE, Math.max(NARROW, widthX * scaleX));
    double spanV = Math.min(WIDE, Math.max(NARROW, -widthY * scaleY));
    double lowU = u - 0.5 * spanU;
    double lowV = v - 0.5 * spanV;
    double highU = u + 0.5 * spanU;
    double highV = v + 0.5 * spanV;
    // Both means over the area are sums divided by its sides: one division for all.
    double perArea = 1 / (spanU * spanV);
    double waves = (wave(highU) - wave(lowU)) * (wave(highV) - wave(lowV)) * perArea;
    double plain = 1;
    if (checker.markWidth() > 0) {
      plain = (plain(highU) - plain(lowU)) * (plain(highV) - plain(lowV)) * perArea;
    }
    double first = 0.5 * (plain + waves);
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

  /** Sum up to a place of what is 1 in a tile's first half, -1 in the other, 0 on its lines. */
  private double wave(double place) {
    double part = place - Math.floor(place);
    return Math.max(0, Math.min(part, 1 - part) - checker.markWidth());
  }

  /** Sum up to a place of what is 1 but for 0 on the lines between tiles. */
  private double plain(double place) {
    double width = checker.markWidth();
    double whole = Math.floor(place);
    double part = place - whole;
    return (1 - 2 * width) * whole + Math.max(0, Math.min(part, 1 - width) - width);
  }
}
