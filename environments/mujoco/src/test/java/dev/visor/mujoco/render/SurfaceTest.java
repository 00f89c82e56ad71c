package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where lines enter shapes, against a slow walk along the line; and the normals there. */
class SurfaceTest {
  private static final int LINES = 400;
  private static final double STEP = 1e-3;
  private static final double REACH = 4;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLANE")
  void linesEnterWhereAWalkAlongThemDoes(Shape shape) {
    RandomScenes random = new RandomScenes(shape.ordinal());
    int hits = 0;
    for (int i = 0; i < LINES; i++) {
      Geom geom = random.geom(shape);
      Surface surface = Surface.of(geom, new HashMap<>());
      double[] o = triple(random, 1.5);
      double[] aim = triple(random, 0.7);
      double dx = aim[0] - o[0];
      double dy = aim[1] - o[1];
      double dz = aim[2] - o[2];
      double scale = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
      dx *= scale;
      dy *= scale;
      dz *= scale;

      double entry = surface.enter(o[0], o[1], o[2], dx, dy, dz);
      double walked = walk(geom, o, dx, dy, dz);

      if (walked == 0) {
        assertThat(entry).as("from inside %s", geom).isNegative();
      } else if (walked < REACH) {
        hits++;
        assertThat(entry).as("entry of %s", geom).isCloseTo(walked, within(1.01 * STEP));
      } else if (entry < REACH - STEP) {
        // The walk steps over what is thinner than a step: then it must be a graze.
        assertThat(depthInside(geom, o, dx, dy, dz, entry)).as("%s", geom).isLessThan(STEP);
      }
    }
    assertThat(hits).isGreaterThan(LINES / 20);
  }

  @ParameterizedTest
  @EnumSource
  void normalsHaveLengthOneAndPointToWhereTheLineCameFrom(Shape shape) {
    RandomScenes random = new RandomScenes(10 + shape.ordinal());
    int hits = 0;
    for (int i = 0; i < LINES; i++) {
      Geom geom = random.geom(shape);
      Stage stage = new Stage(Headlight.OFF, Sky.BLACK, 0, 10).add(geom, random.place(1));
      Placement eye = random.place(2);
      StoredScenes stored = stage.add(new Camera("", 45), eye).stored();
      View view = new View(1, 1);
      view.place(stored.pose(), 0, 1);
      Surface surface = Surface.of(geom, new HashMap<>());
      surface.place(stored.pose().geomPositions(), stored.pose().geomRotations(), 0, view);
      double[] d = triple(random, 0.3);
      d[0] += surface.centreX;
      d[1] += surface.centreY;
      d[2] += surface.centreZ;

      double entry = surface.enterFrom(0, 0, 0, d[0], d[1], d[2]);

      if (entry > 0 && entry < Surface.MISS && (shape != Shape.PLANE || surface.opaque())) {
        hits++;
        surface.findNormal(entry * d[0], entry * d[1], entry * d[2]);
        double nx = surface.normalX;
        double ny = surface.normalY;
        double nz = surface.normalZ;
        assertThat(nx * nx + ny * ny + nz * nz).isCloseTo(1, within(1e-12));
        assertThat(nx * d[0] + ny * d[1] + nz * d[2]).isLessThan(1e-6);
      }
    }
    assertThat(hits).isGreaterThan(LINES / 20);
  }

  private static double[] triple(RandomScenes random, double reach) {
    return new double[] {
      random.between(-reach, reach), random.between(-reach, reach), random.between(-reach, reach)
    };
  }

  private static double walk(Geom geom, double[] o, double dx, double dy, double dz) {
    for (int i = 0; i * STEP < REACH; i++) {
      double t = i * STEP;
      if (inside(geom, o[0] + t * dx, o[1] + t * dy, o[2] + t * dz)) {
        return t;
      }
    }
    return REACH;
  }

  private static double depthInside(
      Geom geom, double[] o, double dx, double dy, double dz, double entry) {
    double t = entry + 1e-9;
    while (inside(geom, o[0] + t * dx, o[1] + t * dy, o[2] + t * dz)) {
      t += STEP / 100;
    }
    return t - entry;
  }

  private static boolean inside(Geom geom, double x, double y, double z) {
    double a = geom.sizeX();
    double b = geom.sizeY();
    double c = geom.sizeZ();
    double round = x * x + y * y;
    return switch (geom.shape()) {
      case PLANE -> z < 0;
      case SPHERE -> round + z * z < a * a;
      case CAPSULE -> {
        double beyond = Math.max(0, Math.abs(z) - b);
        yield round + beyond * beyond < a * a;
      }
      case ELLIPSOID -> x * x / (a * a) + y * y / (b * b) + z * z / (c * c) < 1;
      case CYLINDER -> round < a * a && Math.abs(z) < b;
      case BOX -> Math.abs(x) < a && Math.abs(y) < b && Math.abs(z) < c;
    };
  }
}
