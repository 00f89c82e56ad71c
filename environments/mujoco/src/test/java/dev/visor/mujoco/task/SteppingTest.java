package dev.visor.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.mujoco.Model;
import dev.visor.mujoco.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SteppingTest {
  /** A pendulum. */
  private static final String MJCF =
      """
      <mujoco model="pendulum">
        <option timestep="0.01"/>
        <worldbody>
          <body name="pendulum">
            <joint name="hinge" type="hinge" axis="0 1 0"/>
            <geom name="bob" pos="0 0 -1" size="0.1" mass="1"/>
          </body>
        </worldbody>
        <sensor>
          <framepos name="bob" objtype="geom" objname="bob"/>
        </sensor>
      </mujoco>
      """;

  @ParameterizedTest
  @EnumSource(Stepping.First.class)
  void a_control_step_takes_its_physics_steps_and_leaves_all_up_to_date(Stepping.First first) {
    try (Model model = Model.parse(MJCF);
        Simulation simulation = model.simulate()) {
      simulation.position(0, 1);
      simulation.forward();

      new Stepping(4, first).advance(simulation);

      assertThat(simulation.time()).isCloseTo(0.04, within(1e-12));
      assertThat(simulation.sensor(0, 0)).isCloseTo(-Math.sin(angle(simulation)), within(1e-12));
    }
  }

  @Test
  void both_ways_go_through_the_same_states() {
    try (Model model = Model.parse(MJCF);
        Simulation half = model.simulate();
        Simulation whole = model.simulate()) {
      half.position(0, 1);
      whole.position(0, 1);
      half.forward();
      for (int i = 0; i < 50; i++) {
        Stepping.half(3).advance(half);
        Stepping.whole(3).advance(whole);
      }

      assertThat(angle(half)).isEqualTo(angle(whole)).isNotEqualTo(1);
    }
  }

  @Test
  void there_is_no_control_step_without_physics() {
    assertThatThrownBy(() -> Stepping.half(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double angle(Simulation simulation) {
    return simulation.position(0);
  }
}
