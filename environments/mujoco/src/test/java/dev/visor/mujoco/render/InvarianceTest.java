package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change a picture. */
class InvarianceTest {
  private static final int SCENES = 60;
  private static final int SIZE = 24;

  @ParameterizedTest
  @MethodSource("dev.visor.mujoco.render.StoredScenes#names")
  void leavingOutWhatCannotBeSeenChangesNoByteOfAStoredScene(String name) {
    StoredScenes stored = StoredScenes.of(name);
    RayCaster thorough = new RayCaster(stored.scene(), 48, 48, false);

    assertThat(Pictures.draw(stored, 0, 48, 48))
        .isEqualTo(Pictures.draw(thorough, stored.pose(), 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void leavingOutWhatCannotBeSeenChangesNoByteOfRandomScenes(long seed) {
    RandomScenes random = new RandomScenes(seed);
    for (int i = 0; i < SCENES; i++) {
      StoredScenes stored = random.stage().stored();
      RayCaster thorough = new RayCaster(stored.scene(), SIZE, SIZE, false);

      assertThat(Pictures.draw(stored, 0, SIZE, SIZE))
          .as("scene %d of seed %d", i, seed)
          .isEqualTo(Pictures.draw(thorough, stored.pose(), 0));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void movingTheCameraAndTheWorldTogetherKeepsThePicture(long seed) {
    RandomScenes random = new RandomScenes(seed);
    int apart = 0;
    for (int i = 0; i < SCENES; i++) {
      Stage stage = random.stage();
      // The sky has an up and a down of its own: the world turns about the vertical only.
      Placement world =
          Placement.at(random.between(-9, 9), random.between(-9, 9), random.between(-9, 9))
              .turnedAboutZ(random.between(-3, 3));
      StoredScenes here = stage.stored();
      StoredScenes there = stage.stored(world);

      byte[] first = Pictures.draw(here, 0, SIZE, SIZE);
      byte[] second = Pictures.draw(there, 0, SIZE, SIZE);
      for (int k = 0; k < first.length; k++) {
        apart += Math.abs((first[k] & 255) - (second[k] & 255)) > 1 ? 1 : 0;
      }
    }
    // Rounding may put a ray that grazes an edge on its other side.
    assertThat(apart).isLessThan(SCENES * SIZE * SIZE * 3 / 2000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void whatWasDrawnBeforeDoesNotMatter(int offset) {
    StoredScenes stored = StoredScenes.stillLife();
    RayCaster caster = new RayCaster(stored.scene(), SIZE, SIZE);
    byte[] fresh = Pictures.draw(caster, stored.pose(), 0);
    Pictures.draw(caster, stored.pose(), 1);
    byte[] longer = new byte[caster.bytes() + offset];

    caster.draw(stored.pose(), 0, longer, offset);

    assertThat(longer).endsWith(fresh);
    assertThat(java.util.Arrays.copyOf(longer, offset)).containsOnly(new byte[offset]);
  }
}
