package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CordTest {
  private static final int SIZE = 48;
  private static final int SCENES = 40;
  private static final Colour RED = new Colour(0.9, 0.2, 0.1);

  @Test
  void a_cord_looks_like_a_capsule_between_its_ends() {
    RandomScenes random = new RandomScenes(6);
    int apart = 0;
    for (int i = 0; i < SCENES; i++) {
      Placement middle = random.place(0.5);
      double half = random.between(0, 1);
      Placement eye = Placement.at(0, 0, 4);
      Stage withCapsule =
          stage(eye).add(new Geom(Shape.CAPSULE, 0.1, half, 0, RED, 1, Material.PLAIN), middle);
      Stage withCord =
          stage(eye)
              .add(
                  new Cord(0.1, RED, 1, Material.PLAIN),
                  middle.moved(0, 0, -half),
                  middle.moved(0, 0, half));

      byte[] capsule = Pictures.draw(withCapsule.stored(), 0, SIZE, SIZE);
      byte[] cord = Pictures.draw(withCord.stored(), 0, SIZE, SIZE);
      for (int k = 0; k < cord.length; k++) {
        apart += Math.abs((cord[k] & 255) - (capsule[k] & 255)) > 1 ? 1 : 0;
      }
    }
    // Rounding may put a ray that grazes an edge on its other side.
    assertThat(apart).isLessThan(SCENES * SIZE * SIZE * 3 / 2000);
  }

  @Test
  void a_cord_grows_with_the_distance_of_its_ends() {
    StoredScenes stored =
        stage(Placement.at(0, 0, 4))
            .add(
                new Cord(0.05, RED, 1, Material.PLAIN),
                Placement.at(0, 0, 0),
                Placement.at(0.5, 0, 0))
            .stored();
    RayCaster caster = new RayCaster(stored.scene(), SIZE, SIZE);
    int shortOne = redPixels(Pictures.draw(caster, stored.pose(), 0));

    stored.pose().cordEnds()[3] = 1;
    int longOne = redPixels(Pictures.draw(caster, stored.pose(), 0));

    assertThat((double) longOne / shortOne).isCloseTo(2, within(0.25));
  }

  @Test
  void a_cord_whose_ends_meet_is_a_ball() {
    Placement here = Placement.at(0.2, 0.1, 0.3);
    Stage withCord =
        stage(Placement.at(0, 0, 4)).add(new Cord(0.3, RED, 1, Material.PLAIN), here, here);
    Stage withBall =
        stage(Placement.at(0, 0, 4))
            .add(new Geom(Shape.CAPSULE, 0.3, 0, 0, RED, 1, Material.PLAIN), here);

    assertThat(Pictures.draw(withCord.stored(), 0, SIZE, SIZE))
        .isEqualTo(Pictures.draw(withBall.stored(), 0, SIZE, SIZE));
  }

  @Test
  void a_transparent_cord_is_not_drawn() {
    StoredScenes empty = stage(Placement.at(0, 0, 4)).stored();
    StoredScenes hidden =
        stage(Placement.at(0, 0, 4))
            .add(
                new Cord(0.1, RED, 0, Material.PLAIN),
                Placement.at(-1, 0, 0),
                Placement.at(1, 0, 0))
            .stored();

    assertThat(Pictures.draw(hidden, 0, SIZE, SIZE)).isEqualTo(Pictures.draw(empty, 0, SIZE, SIZE));
  }

  private static Stage stage(Placement eye) {
    Headlight headlight = new Headlight(Colour.grey(0.3), Colour.grey(0.6), Colour.grey(0.2));
    return new Stage(headlight, Sky.BLACK, 0.01, 50).add(new Camera("eye", 45), eye);
  }

  private static int redPixels(byte[] picture) {
    int count = 0;
    for (int i = 0; i < picture.length; i += 3) {
      count += (picture[i] & 255) > 40 ? 1 : 0;
    }
    return count;
  }
}
