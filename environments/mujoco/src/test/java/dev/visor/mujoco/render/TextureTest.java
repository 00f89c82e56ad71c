package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkers, skies, and the tables that stand for functions. */
class TextureTest {
  private static final Colour RED = new Colour(1, 0, 0);
  private static final Colour GREEN = new Colour(0, 1, 0);
  private static final Colour BLUE = new Colour(0, 0, 1);

  @Test
  void checker_fromPixels_findsColoursAndMark() {
    assertThat(Checker.fromPixels(10, 8, checkerPixels(10, 8, true), 3))
        .isEqualTo(new Checker(RED, GREEN, BLUE, 0.1));
    assertThat(Checker.fromPixels(10, 8, checkerPixels(10, 8, false), 3))
        .isEqualTo(new Checker(RED, GREEN, RED, 0));
  }

  @Test
  void checker_fromPixelsOfAnotherPattern_saysWhichPixelIsNone() {
    byte[] pixels = checkerPixels(10, 8, false);
    pixels[3 + 3 * (4 * 10 + 6)] = 77;

    assertThatThrownBy(() -> Checker.fromPixels(10, 8, pixels, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Pixel (6, 4)")
        .hasMessageContaining("checker");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 0.03, 0.2, 0.7, 3.3})
  void pattern_overAnArea_isTheMeanOfItsPoints(double width) {
    RandomScenes random = new RandomScenes(11);
    Checker checker = new Checker(RED, GREEN, BLUE, 0.07);
    Material material = new Material(checker, 1.5, 0.8, true, 0, 0, 0, 0);
    Pattern pattern =
        new Pattern(checker, new Geom(Shape.PLANE, 3, 4, 1, Colour.WHITE, 1, material));
    for (int i = 0; i < 8; i++) {
      double x = random.between(-3, 3);
      double y = random.between(-4, 4);
      double[] sum = new double[3];
      int steps = 200;
      for (int k = 0; k < steps * steps; k++) {
        double px = x + width * ((k % steps + 0.5) / steps - 0.5);
        double py = y + width * ((k / steps + 0.5) / steps - 0.5);
        Colour colour = colourAt(checker, (px + 3) * 0.75, (4 - py) * 0.4);
        sum[0] += colour.red() / steps / steps;
        sum[1] += colour.green() / steps / steps;
        sum[2] += colour.blue() / steps / steps;
      }

      pattern.find(x, y, width, width);

      assertThat(pattern.red).isCloseTo(sum[0], within(0.01));
      assertThat(pattern.green).isCloseTo(sum[1], within(0.01));
      assertThat(pattern.blue).isCloseTo(sum[2], within(0.01));
    }
  }

  @Test
  void pattern_onAPlane_hasFieldsOfOneMetreAtOneRepeat() {
    Material material =
        new Material(new Checker(Colour.WHITE, Colour.BLACK, RED, 0), 1, 1, true, 1, 0, 0, 0);
    Stage stage =
        new Stage(Headlight.OFF, Sky.BLACK, 0.01, 100)
            .add(new Geom(Shape.PLANE, 4, 4, 1, Colour.WHITE, 1, material), Placement.at(0, 0, 0))
            .add(new Camera("", 53.13010235415598), Placement.at(0, 0, 4));
    byte[] picture = Pictures.draw(stage.stored(), 0, 40, 40);

    // Four metres in forty pixels; the corner with the least x and the most y begins a tile.
    for (int y = 5; y < 40; y += 10) {
      for (int x = 5; x < 40; x += 10) {
        boolean white = (x / 10 + y / 10) % 2 == 0;
        assertThat(Pictures.pixel(picture, 40, x, y)[0]).isEqualTo(white ? 255 : 0);
      }
    }
  }

  @Test
  void pattern_farAway_fadesIntoItsMean() {
    Material material =
        new Material(new Checker(Colour.WHITE, Colour.BLACK, RED, 0), 5, 5, true, 1, 0, 0, 0);
    Stage stage =
        new Stage(Headlight.OFF, Sky.BLACK, 0.01, 1e6)
            .add(new Geom(Shape.PLANE, 0, 0, 1, Colour.WHITE, 1, material), Placement.at(0, 0, 0))
            .add(
                new Camera("", 10),
                Placement.at(0.3, 0.4, 1).turned(Placement.axes(1, 0, 0, 0, 0, 1)));
    byte[] picture = Pictures.draw(stage.stored(), 0, 64, 64);

    for (int x = 0; x < 64; x++) {
      assertThat(Pictures.pixel(picture, 64, x, 33)[0]).isBetween(118, 138);
    }
  }

  @Test
  void sky_fromPixels_ignoresStars() {
    int width = 8;
    byte[] pixels = new byte[3 * 6 * width * width];
    for (int i = 0; i < width * width; i++) {
      pixels[3 * (2 * width * width + i)] = (byte) 204;
      pixels[3 * (3 * width * width + i) + 2] = (byte) 51;
    }
    pixels[3 * (2 * width * width + 4 * width + 4) + 1] = (byte) 255;

    assertThat(Sky.fromPixels(width, pixels, 0))
        .isEqualTo(new Sky(new Colour(0.8, 0, 0), new Colour(0, 0, 0.2)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1, 10, 38.4, 64, 128})
  void power_isWithinItsStatedError(double exponent) {
    Power power = new Power(exponent);
    double error = Math.max(exponent * exponent, 1) / 8e6 + (exponent < 1 ? 0.02 : 1e-12);

    for (double base = 0.002; base <= 1; base += 0.000_37) {
      assertThat(power.of(base))
          .isCloseTo(StrictMath.pow(base, exponent), within(exponent == 1 ? 1e-12 : error));
    }
    assertThat(power.of(1)).isEqualTo(1);
    assertThat(power.of(1.0001)).isEqualTo(1);
    assertThat(power.of(-0.1)).isEqualTo(exponent == 0 ? 1 : 0);
  }

  @Test
  void gradient_isWithinOneLevelOfItsFormula() {
    Gradient gradient = new Gradient(new Sky(Colour.WHITE, Colour.BLACK));
    for (double degrees = -89; degrees <= 89; degrees += 0.7) {
      double p = degrees / 90;
      double[] colour = new double[3];

      gradient.add(StrictMath.sin(StrictMath.toRadians(degrees)), 1, colour, 0);

      assertThat(colour[1])
          .isCloseTo(0.5 * (1 + p * Math.sqrt(2 / (1 + p * p))), within(1.0 / 255));
    }
  }

  private static Colour colourAt(Checker checker, double u, double v) {
    double x = u - Math.floor(u);
    double y = v - Math.floor(v);
    double edge = checker.markWidth();
    if (x < edge || x > 1 - edge || y < edge || y > 1 - edge) {
      return checker.mark();
    }
    return (x < 0.5) == (y < 0.5) ? checker.first() : checker.second();
  }

  /** A red and green checker after three bytes of something else. */
  private static byte[] checkerPixels(int width, int height, boolean marked) {
    byte[] pixels = new byte[3 + 3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
        boolean first = (x < width / 2) == (y < height / 2);
        int channel = marked && edge ? 2 : first ? 0 : 1;
        pixels[3 + 3 * (y * width + x) + channel] = (byte) 255;
      }
    }
    return pixels;
  }
}
