package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.mujoco.render.Geom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyCapsulesTest {
  private static final double EXACT = 1e-12;
  private static final double RADIUS = 0.1;
  private static final double HALF = 0.3;

  /** Of a cylinder of the radius that is longer by half of it at each end. */
  private static final double LENGTH = 2 * HALF + RADIUS;

  private static final double MASS = 1000 * Math.PI * RADIUS * RADIUS * LENGTH;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type='capsule' size='.1 .3'",
        "type='capsule' size='.1 .3' pos='1 2 3' euler='10 20 30'",
        "type='capsule' size='.1' fromto='0 0 -.3 0 0 .3'",
        "type='capsule' size='.1' fromto='1 1 1 1.36 1.48 1'",
        "class='limb'",
        "class='long_limb' fromto='0 0 0 .6 0 0'",
      })
  void a_capsule_weighs_what_a_longer_cylinder_does(String attributes) {
    assertThat(mass(model("<geom name='limb' " + attributes + "/>")))
        .isCloseTo(MASS, within(EXACT));
  }

  @Test
  void a_class_is_found_through_the_bodies_around() {
    String text =
        """
        <mujoco>
          <default>
            <default class="limb"><geom type="capsule" size=".1 .3"/></default>
          </default>
          <worldbody>
            <body childclass="limb">
              <freejoint/>
              <geom/>
              <body pos="1 0 0"><geom/><geom class="main" type="sphere" size=".1"/></body>
            </body>
          </worldbody>
        </mujoco>
        """;

    double ball = 1000 * 4 / 3.0 * Math.PI * 0.001;
    assertThat(mass(text)).isCloseTo(2 * MASS + ball, within(EXACT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 1", "1 0 0"})
  void a_capsule_is_as_hard_to_turn_as_the_cylinder(String axis) {
    String text =
        """
        <mujoco>
          <option timestep=".001" gravity="0 0 0"/>
          <worldbody>
            <body><joint name="hinge" axis="%s"/><geom type="capsule" size=".1 .3"/></body>
          </worldbody>
          <actuator><motor joint="hinge" gear="1"/></actuator>
        </mujoco>
        """
            .formatted(axis);
    double inertia =
        axis.equals("0 0 1")
            ? MASS * RADIUS * RADIUS / 2
            : MASS * (3 * RADIUS * RADIUS + LENGTH * LENGTH) / 12;
    try (Model model = Model.parse(LegacyCapsules.rewrite(text));
        Simulation simulation = model.simulate()) {
      simulation.control(0, 1);
      simulation.step();

      assertThat(simulation.velocity(0)).isCloseTo(0.001 / inertia, within(1e-9));
    }
  }

  @Test
  void a_mass_that_is_given_stays() {
    assertThat(mass(model("<geom type='capsule' size='.1 .3' mass='.25'/>")))
        .isCloseTo(0.25, within(EXACT));
  }

  @Test
  void other_shapes_stay_as_they_are() {
    String text = model("<geom type='box' size='.1 .1 .1'/>");
    assertThat(mass(text)).isCloseTo(8, within(EXACT));
  }

  @Test
  void what_is_seen_and_touched_stays_as_it_is() {
    String text =
        """
        <mujoco>
          <worldbody>
            <geom name="floor" type="plane" size="1 1 1"/>
            <body name="limb" pos="0 0 .39">
              <freejoint/>
              <geom name="limb" type="capsule" size=".1 .3"/>
            </body>
            <body pos="0 0 3"><freejoint/><geom type="capsule" size=".1 .3"/></body>
          </worldbody>
        </mujoco>
        """;
    try (Model exact = Model.parse(text);
        Model legacy = Model.parse(LegacyCapsules.rewrite(text));
        Simulation simulation = legacy.simulate()) {
      List<Geom> shown =
          legacy.scene().geoms().stream().filter(geom -> geom.opacity() > 0).toList();
      assertThat(shown).isEqualTo(exact.scene().geoms());

      simulation.forward();
      assertThat(simulation.contacts()).isOne();
    }
  }

  @Test
  void a_text_that_is_no_model_is_refused_with_its_line() {
    assertThatThrownBy(() -> LegacyCapsules.rewrite("<mujoco>\n<worldbody>"))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> LegacyCapsules.rewrite(model("<geom type='capsule' size='thin .3'/>")))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("'thin'");
  }

  private static double mass(String text) {
    try (Model model = Model.parse(LegacyCapsules.rewrite(text))) {
      return model.mass();
    }
  }

  private static String model(String geom) {
    return """
    <mujoco>
      <default>
        <geom type="capsule"/>
        <default class="limb">
          <geom size=".1 .3"/>
          <default class="long_limb"><geom size=".1"/></default>
        </default>
      </default>
      <worldbody><body><freejoint/>%s</body></worldbody>
    </mujoco>
    """
        .formatted(geom);
  }
}
