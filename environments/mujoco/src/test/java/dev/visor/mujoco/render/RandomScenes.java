package dev.visor.mujoco.render;

import java.util.SplittableRandom;

/** Scenes that nobody arranged: any shapes anywhere, before, around and behind the camera. */
final class RandomScenes {
  private final SplittableRandom random;

  RandomScenes(long seed) {
    random = new SplittableRandom(seed);
  }

  Stage stage() {
    Sky sky = new Sky(colour(), colour());
    Stage stage = new Stage(new Headlight(grey(0.3), grey(0.5), grey(0.2)), sky, 0.01, 50);
    int geoms = 1 + random.nextInt(12);
    for (int i = 0; i < geoms; i++) {
      stage.add(geom(), place(2));
    }
    int lights = random.nextInt(4);
    for (int i = 0; i < lights; i++) {
      stage.add(light(), place(3));
    }
    return stage.add(new Camera("eye", between(20, 100)), place(2));
  }

  Geom geom() {
    Shape[] shapes = Shape.values();
    return geom(shapes[random.nextInt(shapes.length)]);
  }

  Geom geom(Shape shape) {
    boolean endless = shape == Shape.PLANE && random.nextInt(3) == 0;
    Checker checker = new Checker(colour(), colour(), colour(), between(0, 0.1));
    Material material =
        new Material(
            random.nextBoolean() ? checker : null,
            between(0.1, 4),
            between(0.1, 4),
            random.nextBoolean(),
            random.nextInt(4) == 0 ? 0.3 : 0,
            between(0, 1),
            between(0, 1),
            random.nextInt(3) == 0 ? 0.3 : 0);
    return new Geom(
        shape,
        endless ? 0 : between(0.02, 0.8),
        endless ? 0 : between(0.02, 0.8),
        between(0.02, 0.8),
        colour(),
        random.nextInt(4) == 0 ? between(0, 1) : 1,
        material);
  }

  Light light() {
    return new Light(
        random.nextBoolean(),
        random.nextInt(3) > 0,
        colour(),
        colour(),
        colour(),
        1,
        between(0, 0.3),
        between(0, 0.3),
        random.nextBoolean() ? 180 : between(20, 80),
        between(0, 20));
  }

  Placement place(double reach) {
    return Placement.at(between(-reach, reach), between(-reach, reach), between(-reach, reach))
        .turned(
            Placement.axes(
                between(-1, 1),
                between(-1, 1),
                between(-1, 1),
                between(-1, 1),
                between(-1, 1),
                between(-1, 1)));
  }

  Colour colour() {
    return new Colour(random.nextDouble(), random.nextDouble(), random.nextDouble());
  }

  double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  private static Colour grey(double amount) {
    return Colour.grey(amount);
  }
}
