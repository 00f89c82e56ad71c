package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No picture is better than a wrong one. */
class WrongInputTest {
  private final StoredScenes stored = StoredScenes.walker();
  private final RayCaster caster = new RayCaster(stored.scene(), 8, 8);
  private final byte[] picture = new byte[caster.bytes()];

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void pose_withANumberThatIsNone_isRefusedByName(double number) {
    stored.pose().geomPositions()[3 * 2 + 1] = number;

    assertThatThrownBy(() -> caster.draw(stored.pose(), 0, picture, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("position of geom 2")
        .hasMessageContaining(String.valueOf(number));
  }

  @Test
  void pose_withAWrongCameraOrLight_isRefusedByName() {
    stored.pose().lightDirections()[0] = Double.NaN;
    assertThatThrownBy(() -> caster.draw(stored.pose(), 0, picture, 0))
        .hasMessageContaining("direction of light 0");
    stored.pose().cameraRotations()[9] = Double.NaN;
    assertThatThrownBy(() -> caster.draw(stored.pose(), 0, picture, 0))
        .hasMessageContaining("rotation of camera 1");
  }

  @Test
  void pose_ofAnotherScene_isRefused() {
    assertThatThrownBy(() -> caster.draw(StoredScenes.reacher().pose(), 0, picture, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another scene")
        .hasMessageContaining("10 geoms")
        .hasMessageContaining("has 8");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2})
  void camera_thatDoesNotExist_isRefused(int camera) {
    assertThatThrownBy(() -> caster.draw(stored.pose(), camera, picture, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void target_withoutRoom_isRefused(int offset) {
    assertThatThrownBy(() -> caster.draw(stored.pose(), 0, picture, offset))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4097})
  void size_outOfRange_isRefused(int size) {
    assertThatThrownBy(() -> new RayCaster(stored.scene(), size, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("height is " + size);
    assertThatThrownBy(() -> new RayCaster(stored.scene(), 8, size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width is " + size);
  }

  @Test
  void scene_withNumbersOutOfRange_isRefusedByName() {
    Colour grey = Colour.grey(0.5);
    Material plain = Material.PLAIN;
    assertThatThrownBy(() -> new Colour(0, -0.1, 0)).hasMessageContaining("green is -0.1");
    assertThatThrownBy(() -> new Geom(Shape.BOX, 1, Double.NaN, 1, grey, 1, plain))
        .hasMessageContaining("sizeY is NaN");
    assertThatThrownBy(() -> new Geom(Shape.BOX, 1, 1, 1, grey, 1.5, plain))
        .hasMessageContaining("opacity is 1.5");
    assertThatThrownBy(() -> new Cord(-1, grey, 1, plain)).hasMessageContaining("radius is -1");
    assertThatThrownBy(() -> new Camera("eye", 180)).hasMessageContaining("fieldOfView is 180");
    assertThatThrownBy(() -> new Light(false, true, grey, grey, grey, 0, 0, 0, 45, 10))
        .hasMessageContaining("attenuation is 0");
    assertThatThrownBy(
            () ->
                new Scene(
                    List.of(), List.of(), List.of(), List.of(), Headlight.OFF, Sky.BLACK, 1, 1))
        .hasMessageContaining("far is 1");
  }
}
