package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wall seen straight from one metre, by an eye of one narrow ray: what it sees is known. */
class LightTest {
  private static final Material DULL = new Material(null, 1, 1, false, 0, 0, 0, 0);
  private static final Colour PAINT = new Colour(0.5, 0.25, 1);
  private static final Geom BALL = new Geom(Shape.SPHERE, 0.1, 0, 0, Colour.WHITE, 1, DULL);

  @Test
  void headlight_straightOn_givesAmbientAndDiffuse() {
    Stage wall = wall(new Headlight(Colour.grey(0.25), Colour.grey(0.5), Colour.WHITE), DULL);

    assertThat(seen(wall)).containsExactly(96, 48, 191);
  }

  @Test
  void headlight_tooBright_isCutOffBeforeALampIsAdded() {
    Stage wall = wall(new Headlight(Colour.BLACK, Colour.grey(3), Colour.BLACK), DULL);
    wall.add(lamp(true, Colour.grey(0.4), 180, 0), Placement.at(0, 0, 1));

    // Red 3·0.5 and blue 3·1 are cut off; green 3·0.25 is not, and gets 0.4·0.25.
    assertThat(seen(wall)).containsExactly(255, 217, 255);
  }

  @Test
  void emission_withoutAnyLight_isAShareOfTheOwnColour() {
    Stage wall = wall(Headlight.OFF, new Material(null, 1, 1, false, 0.5, 0, 0, 0));

    assertThat(seen(wall)).containsExactly(64, 32, 128);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 255", "0.25, 0, 170", "0, 0.25, 128"})
  void lamp_atTwoMetres_isAttenuated(double linear, double quadratic, int expected) {
    Light lamp =
        new Light(
            false, true, Colour.BLACK, Colour.WHITE, Colour.BLACK, 1, linear, quadratic, 180, 0);

    assertThat(seen(whiteWall().add(lamp, Placement.at(0, 0, 2)))[0]).isEqualTo(expected);
  }

  @Test
  void lamp_insideItsCone_countsByTheCosineOfTheSlope() {
    assertThat(seenUnderConeAt(44.9, 0)[0]).isEqualTo(level(cosine(44.9)));
  }

  @Test
  void lamp_outsideItsCone_sendsNothing() {
    assertThat(seenUnderConeAt(45.1, 0)[0]).isZero();
  }

  @Test
  void lamp_awayFromItsAxis_fadesByThePowerOfTheCosine() {
    double expected = cosine(30) * StrictMath.pow(cosine(30), 10);

    assertThat(seenUnderConeAt(30, 10)[0]).isEqualTo(level(expected));
  }

  @Test
  void directionalLight_fromTheSide_countsByTheCosineWhereverItIs() {
    Light sun = new Light(true, true, Colour.BLACK, Colour.WHITE, Colour.BLACK, 1, 0, 0, 180, 0);
    Placement slanted = Placement.at(9, 9, 9).turnedAboutY(StrictMath.toRadians(60));

    assertThat(seen(whiteWall().add(sun, slanted))[0]).isEqualTo(128);
  }

  @Test
  void lamp_behindTheSurface_addsItsAmbientLightOnly() {
    Light lamp =
        new Light(false, true, Colour.grey(0.2), Colour.WHITE, Colour.WHITE, 1, 0, 0, 180, 0);

    assertThat(seen(whiteWall().add(lamp, Placement.at(0, 0, -1)))[0]).isEqualTo(51);
  }

  @Test
  void highlight_straightBack_isTheMaterialsShareOfTheSpecularLight() {
    Stage wall = wall(Headlight.OFF, new Material(null, 1, 1, false, 0, 0.5, 0.5, 0));
    Light lamp = new Light(false, false, Colour.BLACK, Colour.BLACK, Colour.WHITE, 1, 0, 0, 180, 0);

    assertThat(seen(wall.add(lamp, Placement.at(0, 0, 3)))).containsExactly(128, 128, 128);
  }

  @Test
  void shadow_ofAShapeInTheWay_takesThatLampsLightOnly() {
    Headlight headlight = new Headlight(Colour.grey(0.8), Colour.BLACK, Colour.BLACK);
    Stage wall =
        wall(headlight, DULL)
            .add(lamp(true, Colour.WHITE, 180, 0), Placement.at(1, 0, 1))
            .add(BALL, Placement.at(0.5, 0, 0.5));

    assertThat(seen(wall)).containsExactly(102, 51, 204);
  }

  @Test
  void shadow_fromALampWithoutShadows_isNone() {
    Stage wall =
        whiteWall()
            .add(lamp(false, Colour.WHITE, 180, 0), Placement.at(1, 0, 1))
            .add(BALL, Placement.at(0.5, 0, 0.5));

    assertThat(seen(wall)[0]).isEqualTo(level(cosine(45)));
  }

  @Test
  void shadow_ofAShapeBeyondTheLamp_isNone() {
    Stage wall =
        whiteWall()
            .add(lamp(true, Colour.WHITE, 180, 0), Placement.at(0.5, 0, 0.5))
            .add(BALL, Placement.at(1, 0, 1));

    assertThat(seen(wall)[0]).isEqualTo(level(cosine(45)));
  }

  @Test
  void shadow_ofABall_isAsWideAsTheConeOfLightThatItTakes() {
    // Lamp 2 m up, ball of radius 0.1 m halfway: the shadow's radius is 2·0.1/√(1 − 0.01) = 0.201.
    Stage stage =
        new Stage(Headlight.OFF, Sky.BLACK, 0.01, 100)
            .add(new Geom(Shape.PLANE, 0, 0, 1, Colour.WHITE, 1, DULL), Placement.at(0, 0, 0))
            .add(BALL, Placement.at(0, 0, 1))
            .add(lamp(true, Colour.WHITE, 180, 0), Placement.at(0, 0, 2))
            .add(new Camera("", 53.13010235415598), Placement.at(0, 0, 0.8));
    int size = 400;
    byte[] picture = Pictures.draw(stage.stored(), 0, size, size);
    int dark = 0;
    for (int x = 0; x < size; x++) {
      dark += Pictures.pixel(picture, size, x, size / 2)[0] == 0 ? 1 : 0;
    }

    // The picture shows 0.8 m.
    assertThat(dark * 0.8 / size).isBetween(0.398, 0.406);
  }

  @Test
  void mirror_showsOtherSurfacesInItsShareOfTheirColours() {
    Material mirror = new Material(null, 1, 1, false, 0, 0, 0, 0.2);
    Material glow = new Material(null, 1, 1, false, 1, 0, 0, 0);
    Geom ceiling = new Geom(Shape.BOX, 1, 1, 0.1, PAINT, 1, glow);
    Stage wall =
        new Stage(Headlight.OFF, Sky.BLACK, 0.01, 100)
            .add(new Geom(Shape.PLANE, 0, 0, 1, Colour.WHITE, 1, mirror), Placement.at(0, 0, 0))
            .add(ceiling, Placement.at(0, 0, 2))
            .add(new Camera("", 0.01), Placement.at(0, 0, 1));

    assertThat(seen(wall)).containsExactly(26, 13, 51);
  }

  @Test
  void veil_isBlendedTwiceAsMujocoDoes() {
    Material glow = new Material(null, 1, 1, false, 1, 0, 0, 0);
    Geom glass = new Geom(Shape.BOX, 1, 1, 0.1, Colour.WHITE, 0.5, glow);
    Stage wall = whiteWall().add(glass, Placement.at(0, 0, 0.5));

    assertThat(seen(wall)).containsExactly(191, 191, 191);
  }

  @Test
  void plane_fromBehind_isAVeil() {
    Material glow = new Material(null, 1, 1, false, 1, 0, 0, 0);
    Stage below =
        new Stage(Headlight.OFF, Sky.BLACK, 0.01, 100)
            .add(new Geom(Shape.PLANE, 0, 0, 1, Colour.WHITE, 1, glow), Placement.at(0, 0, 1))
            .add(
                new Camera("", 0.01),
                Placement.at(0, 0, 0).turnedAboutY(StrictMath.toRadians(180)));

    // 1 − (1 − 0.3)² = 0.51
    assertThat(seen(below)).containsExactly(130, 130, 130);
  }

  private static Stage whiteWall() {
    return wall(Headlight.OFF, Colour.WHITE, DULL);
  }

  private static Stage wall(Headlight headlight, Material material) {
    return wall(headlight, PAINT, material);
  }

  private static Stage wall(Headlight headlight, Colour colour, Material material) {
    return new Stage(headlight, Sky.BLACK, 0.01, 100)
        .add(new Geom(Shape.PLANE, 0, 0, 1, colour, 1, material), Placement.at(0, 0, 0))
        .add(new Camera("", 0.01), Placement.at(0, 0, 1));
  }

  private static Light lamp(boolean shadows, Colour diffuse, double cutoff, double exponent) {
    return new Light(
        false, shadows, Colour.BLACK, diffuse, Colour.BLACK, 1, 0, 0, cutoff, exponent);
  }

  /** Under a lamp with a cone of 45° that shines straight at the wall, so far to the side. */
  private static int[] seenUnderConeAt(double degrees, double exponent) {
    double aside = StrictMath.tan(StrictMath.toRadians(degrees));
    return seen(whiteWall().add(lamp(true, Colour.WHITE, 45, exponent), Placement.at(aside, 0, 1)));
  }

  private static int[] seen(Stage stage) {
    return Pictures.pixel(Pictures.draw(stage.stored(), 0, 1, 1), 1, 0, 0);
  }

  private static double cosine(double degrees) {
    return StrictMath.cos(StrictMath.toRadians(degrees));
  }

  private static int level(double light) {
    return (int) (255 * light + 0.5);
  }
}
