package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MocapTest {
  private static final String GUIDED_BALL =
      """
      <mujoco model="guided">
        <option gravity="0 0 0"/>
        <worldbody>
          <body name="post" pos="0 0 3"/>
          <body name="guide" mocap="true" pos="0 0 1"/>
          <body name="ball" pos="0 0 1">
            <freejoint/>
            <geom name="ball" size=".1"/>
          </body>
        </worldbody>
        <equality>
          <weld body1="guide" body2="ball"/>
        </equality>
      </mujoco>
      """;

  private Model model;
  private Simulation simulation;
  private int guide;
  private int ball;

  @BeforeEach
  void open() {
    model = Model.parse(GUIDED_BALL);
    simulation = model.simulate();
    guide = model.body("guide");
    ball = model.body("ball");
  }

  @AfterEach
  void close() {
    simulation.close();
    model.close();
  }

  @Test
  void what_is_welded_to_a_mocap_body_follows_it() {
    simulation.placeBody(guide, 0.5, -0.25, 2);
    simulation.step(2000);
    simulation.forward();

    assertThat(simulation.bodyPosition(guide, 0)).isEqualTo(0.5);
    assertThat(simulation.bodyPosition(ball, 0)).isCloseTo(0.5, within(1e-3));
    assertThat(simulation.bodyPosition(ball, 1)).isCloseTo(-0.25, within(1e-3));
    assertThat(simulation.bodyPosition(ball, 2)).isCloseTo(2, within(1e-3));
  }

  @Test
  void a_turned_body_has_the_rotation_of_its_quaternion() {
    // A quarter turn about z, of length 2: x goes to y.
    simulation.turnBody(guide, Math.sqrt(2), 0, 0, Math.sqrt(2));
    simulation.forward();

    assertThat(simulation.bodyRotation(guide, 1, 0)).isCloseTo(1, within(1e-12));
    assertThat(simulation.bodyRotation(guide, 0, 1)).isCloseTo(-1, within(1e-12));
    assertThat(simulation.bodyRotation(guide, 2, 2)).isCloseTo(1, within(1e-12));
  }

  @Test
  void reset_puts_it_back() {
    simulation.placeBody(guide, 1, 2, 3);
    simulation.turnBody(guide, 0, 1, 0, 0);

    simulation.reset();
    simulation.forward();

    assertThat(simulation.bodyPosition(guide, 2)).isEqualTo(1);
    assertThat(simulation.bodyRotation(guide, 2, 2)).isEqualTo(1);
  }

  @Test
  void a_body_that_is_no_mocap_body_is_refused_by_name() {
    assertThatThrownBy(() -> simulation.placeBody(model.body("post"), 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'post'")
        .hasMessageContaining("mocap=\"true\"");
    assertThatThrownBy(() -> simulation.turnBody(ball, 1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.placeBody(99, 0, 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_number_that_is_not_finite_is_refused_and_changes_nothing() {
    assertThatThrownBy(() -> simulation.placeBody(guide, 5, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.turnBody(guide, 0, 1, Double.POSITIVE_INFINITY, 0))
        .isInstanceOf(IllegalArgumentException.class);
    simulation.forward();

    assertThat(simulation.bodyPosition(guide, 0)).isZero();
    assertThat(simulation.bodyRotation(guide, 2, 2)).isEqualTo(1);
  }
}
