package dev.visor.mujoco.render;

/**
 * The surfaces of one frame that do not hide what is behind them, the farthest first. As in MuJoCo
 * a surface is before another as a whole, by the nearest point of its bounding sphere, and planes
 * are behind all.
 */
final class Veils {
  private final int[] numbers;
  private final double[] distances;
  private int count;

  Veils(int most) {
    numbers = new int[most];
    distances = new double[most];
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** The number of the surface at a place of the order. */
  int number(int place) {
    return numbers[place];
  }

  /** Puts a surface in its place of the order. */
  void add(Surface surface, int number) {
    double square =
        surface.centreX * surface.centreX
            + surface.centreY * surface.centreY
            + surface.centreZ * surface.centreZ;
    double distance =
        surface instanceof Plane
            ? Double.POSITIVE_INFINITY
            : Math.sqrt(square) - surface.boundingRadius;
    int place = count++;
    while (place > 0 && distances[place - 1] < distance) {
      numbers[place] = numbers[place - 1];
      distances[place] = distances[place - 1];
      place--;
    }
    numbers[place] = number;
    distances[place] = distance;
  }
}
