package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What geometry and optics say about a picture. */
class PictureTest {
  private static final Material GLOW = new Material(null, 1, 1, false, 1, 0, 0, 0);
  private static final Sky BLUE = new Sky(new Colour(0.2, 0.4, 0.8), new Colour(0, 0.2, 0.4));

  @Test
  void nothing_isSkyThatGoesFromOneColourToTheOther() {
    Stage stage = stage(BLUE);
    stage.add(new Camera("up", 1), Placement.at(0, 0, 0).turned(Placement.axes(1, 0, 0, 0, -1, 0)));
    stage.add(
        new Camera("ahead", 1), Placement.at(0, 0, 0).turned(Placement.axes(1, 0, 0, 0, 0, 1)));
    stage.add(new Camera("down", 1), Placement.at(0, 0, 0));
    RayCaster caster = new RayCaster(stage.stored().scene(), 1, 1);
    Pose pose = stage.stored().pose();

    assertThat(Pictures.pixel(Pictures.draw(caster, pose, 0), 1, 0, 0))
        .containsExactly(51, 102, 204);
    assertThat(Pictures.pixel(Pictures.draw(caster, pose, 1), 1, 0, 0))
        .containsExactly(26, 77, 153);
    assertThat(Pictures.pixel(Pictures.draw(caster, pose, 2), 1, 0, 0)).containsExactly(0, 51, 102);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 2", "0.3, 5", "0.02, 3"})
  void ball_coversTheAreaOfItsOutline(double radius, double distance) {
    Stage stage = stage(Sky.BLACK);
    stage.add(ball(radius), Placement.at(0, 0, -distance));
    stage.add(new Camera("", 45), Placement.at(0, 0, 0));
    int size = 128;

    double pixel = 2 * StrictMath.tan(StrictMath.toRadians(22.5)) / size;
    double square = radius * radius / (distance * distance - radius * radius);
    double area = Math.PI * square / (pixel * pixel);
    assertThat(coverage(Pictures.draw(stage.stored(), 0, size, size)))
        .isCloseTo(area, within(0.01 * area + 0.5));
  }

  @Test
  void aPoleThinnerThanAPixel_weighsWhatItCovers() {
    Stage stage = stage(Sky.BLACK);
    Geom pole = new Geom(Shape.CAPSULE, 0.01, 1, 0, Colour.WHITE, 1, GLOW);
    stage.add(pole, Placement.at(0.013, 0, -2).turned(Placement.axes(1, 0, 0, 0, 0.2, 1)));
    stage.add(new Camera("", 45), Placement.at(0, 0, 0));
    int size = 32;

    byte[] picture = Pictures.draw(stage.stored(), 0, size, size);

    // 2 m long and 0.02 m wide, where a pixel is 0.0518 m.
    for (int y = 1; y < size - 1; y++) {
      int brightest = 0;
      for (int x = 0; x < size; x++) {
        brightest = Math.max(brightest, Pictures.pixel(picture, size, x, y)[0]);
      }
      assertThat(brightest).as("row %d", y).isBetween(63, 192);
    }
  }

  @Test
  void endlessPlane_reachesTheHorizon() {
    Stage stage = stage(Sky.BLACK);
    stage.add(new Geom(Shape.PLANE, 0, 0, 1, Colour.WHITE, 1, GLOW), Placement.at(0, 0, -1));
    stage.add(new Camera("", 60), Placement.at(5, 5, 0).turned(Placement.axes(1, 1, 0, 0, 0, 1)));
    int size = 64;
    byte[] picture = Pictures.draw(stage.stored(), 0, size, size);

    for (int x = 0; x < size; x++) {
      assertThat(Pictures.pixel(picture, size, x, size / 2 - 1)[0]).isZero();
      assertThat(Pictures.pixel(picture, size, x, size / 2 + 1)[0]).isEqualTo(255);
    }
  }

  @Test
  void planeWithEnds_isSeenUpToThemOnly() {
    Stage stage = stage(Sky.BLACK);
    stage.add(new Geom(Shape.PLANE, 0.2, 0.1, 1, Colour.WHITE, 1, GLOW), Placement.at(0, 0, 0));
    stage.add(new Camera("", 53.13010235415598), Placement.at(0, 0, 1));

    // The picture shows 1 m × 1 m.
    assertThat(coverage(Pictures.draw(stage.stored(), 0, 100, 100)))
        .isCloseTo(0.4 * 0.2 * 100 * 100, within(1.0));
  }

  @Test
  void theNearerSurface_hidesTheFartherWhateverTheirOrder() {
    Geom red = new Geom(Shape.SPHERE, 0.1, 0, 0, new Colour(1, 0, 0), 1, GLOW);
    Geom green = new Geom(Shape.SPHERE, 0.5, 0, 0, new Colour(0, 1, 0), 1, GLOW);
    Camera camera = new Camera("", 1);
    Stage redFirst =
        stage(Sky.BLACK).add(red, Placement.at(0, 0, -2)).add(green, Placement.at(0, 0, -3));
    Stage greenFirst =
        stage(Sky.BLACK).add(green, Placement.at(0, 0, -3)).add(red, Placement.at(0, 0, -2));

    for (Stage stage : new Stage[] {redFirst, greenFirst}) {
      StoredScenes stored = stage.add(camera, Placement.at(0, 0, 0)).stored();
      assertThat(Pictures.draw(stored, 0, 1, 1)).containsExactly(255, 0, 0);
    }
  }

  @Test
  void aVeilBehindAnOpaqueSurface_isNotSeen() {
    Geom veil = new Geom(Shape.SPHERE, 0.5, 0, 0, new Colour(0, 1, 0), 0.5, GLOW);
    Geom red = new Geom(Shape.SPHERE, 0.1, 0, 0, new Colour(1, 0, 0), 1, GLOW);
    Stage stage =
        stage(Sky.BLACK)
            .add(veil, Placement.at(0, 0, -3))
            .add(red, Placement.at(0, 0, -2))
            .add(new Camera("", 1), Placement.at(0, 0, 0));

    assertThat(Pictures.draw(stage.stored(), 0, 1, 1)).containsExactly(255, 0, 0);
  }

  @Test
  void twoVeils_areLaidOverFromBehind() {
    Geom green = new Geom(Shape.SPHERE, 0.1, 0, 0, new Colour(0, 1, 0), 0.5, GLOW);
    Geom red = new Geom(Shape.SPHERE, 0.1, 0, 0, new Colour(1, 0, 0), 0.5, GLOW);
    Stage stage =
        stage(Sky.BLACK)
            .add(red, Placement.at(0, 0, -2))
            .add(green, Placement.at(0, 0, -3))
            .add(new Camera("", 1), Placement.at(0, 0, 0));

    // Green shows 3/4, of which red leaves a quarter.
    assertThat(Pictures.pixel(Pictures.draw(stage.stored(), 0, 1, 1), 1, 0, 0))
        .containsExactly(191, 48, 0);
  }

  @ParameterizedTest
  @CsvSource({"16, 2048", "2048, 16", "1, 1", "37, 53"})
  void aPictureOfAnyShape_hasSquarePixels(int height, int width) {
    Stage stage = stage(Sky.BLACK);
    stage.add(ball(0.5), Placement.at(0, 0, -4));
    stage.add(new Camera("", 60), Placement.at(0, 0, 0));

    double pixel = 2 * StrictMath.tan(StrictMath.toRadians(30)) / height;
    double radius = 0.5 / Math.sqrt(4 * 4 - 0.5 * 0.5) / pixel;
    double visible = width >= 2 * radius ? Math.PI * radius * radius : 2 * radius * width;
    assertThat(coverage(Pictures.draw(stage.stored(), 0, height, width)))
        .isCloseTo(visible, within(0.02 * visible + 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e6})
  void aWorldOfAnyScale_looksTheSame(double scale) {
    assertThat(Pictures.draw(scaled(scale), 0, 32, 32))
        .isEqualTo(Pictures.draw(scaled(1), 0, 32, 32));
  }

  @Test
  void aGeomAroundTheCamera_isNotDrawn() {
    for (Shape shape : new Shape[] {Shape.SPHERE, Shape.CAPSULE, Shape.CYLINDER, Shape.BOX}) {
      Stage stage = stage(BLUE);
      stage.add(new Geom(shape, 1, 1, 1, Colour.WHITE, 1, GLOW), Placement.at(0.1, 0.2, 0.3));
      stage.add(new Camera("", 60), Placement.at(0, 0, 0));
      Stage empty = stage(BLUE).add(new Camera("", 60), Placement.at(0, 0, 0));

      assertThat(Pictures.draw(stage.stored(), 0, 16, 16))
          .as("%s", shape)
          .isEqualTo(Pictures.draw(empty.stored(), 0, 16, 16));
    }
  }

  @Test
  void geomsWithoutExtentOrOpacity_areNotDrawn() {
    Stage stage = stage(BLUE);
    for (Shape shape : new Shape[] {Shape.SPHERE, Shape.CAPSULE, Shape.ELLIPSOID, Shape.BOX}) {
      stage.add(new Geom(shape, 0, 0, 0, Colour.WHITE, 1, GLOW), Placement.at(0, 0, -1));
      stage.add(new Geom(shape, 1, 1, 1, Colour.WHITE, 0, GLOW), Placement.at(0, 0, -3));
    }
    stage.add(Geom.hidden(), Placement.at(0, 0, -1));
    stage.add(new Camera("", 60), Placement.at(0, 0, 0));
    Stage empty = stage(BLUE).add(new Camera("", 60), Placement.at(0, 0, 0));

    assertThat(Pictures.draw(stage.stored(), 0, 16, 16))
        .isEqualTo(Pictures.draw(empty.stored(), 0, 16, 16));
  }

  @Test
  void whatIsNearerThanNearOrBeyondFar_isNotDrawn() {
    for (double distance : new double[] {0.05, 20}) {
      Stage stage =
          new Stage(Headlight.OFF, Sky.BLACK, 0.1, 10)
              .add(
                  new Geom(Shape.BOX, 9, 9, 0.001, Colour.WHITE, 1, GLOW),
                  Placement.at(0, 0, -distance))
              .add(new Camera("", 60), Placement.at(0, 0, 0));

      assertThat(coverage(Pictures.draw(stage.stored(), 0, 8, 8))).isZero();
    }
  }

  private static StoredScenes scaled(double scale) {
    return new Stage(
            new Headlight(Colour.grey(0.2), Colour.grey(0.6), Colour.BLACK),
            Sky.BLACK,
            0.01 * scale,
            100 * scale)
        .add(ball(0.5 * scale), Placement.at(0, 0.2 * scale, -2 * scale))
        .add(
            new Geom(Shape.BOX, 0.3 * scale, scale, 0.2 * scale, Colour.WHITE, 1, Material.PLAIN),
            Placement.at(scale, 0, -4 * scale).turned(Placement.axes(1, 2, 3, 3, 2, 1)))
        .add(new Camera("", 60), Placement.at(0, 0, 0))
        .stored();
  }

  private static Stage stage(Sky sky) {
    return new Stage(Headlight.OFF, sky, 0.01, 1000);
  }

  private static Geom ball(double radius) {
    return new Geom(Shape.SPHERE, radius, 0, 0, Colour.WHITE, 1, GLOW);
  }

  /** How many pixels are white, in part or whole. */
  private static double coverage(byte[] picture) {
    double sum = 0;
    for (byte value : picture) {
      sum += (value & 255) / 255.0 / 3;
    }
    return sum;
  }
}
