package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
  @Test
  void describes_what_the_text_says() {
    try (Model model = Model.parse(Models.CARTPOLE)) {
      assertThat(model.positions()).isEqualTo(2);
      assertThat(model.velocities()).isEqualTo(2);
      assertThat(model.actuators()).isEqualTo(1);
      assertThat(model.joints()).containsExactly("slider", "hinge");
      assertThat(model.actuatorNames()).containsExactly("push");
      assertThat(model.cameras()).containsExactly("front");
      assertThat(model.mass()).isCloseTo(1.1, within(1e-12));
      assertThat(model.bodyMass(model.body("cart"))).isCloseTo(1, within(1e-12));
      assertThat(model.bodyMass(model.body("pole"))).isCloseTo(0.1, within(1e-12));
      assertThat(model.timestep()).isEqualTo(0.01);
      assertThat(model.bodies()).isEqualTo(3);
      assertThat(model.body("pole")).isEqualTo(2);
      assertThat(model.geom("pole")).isEqualTo(1);
      assertThat(model.sensorSize(model.sensor("speed"))).isEqualTo(3);
    }
  }

  @Test
  void joints_have_types_limits_and_addresses() {
    try (Model model = Model.parse(Models.CARTPOLE)) {
      int slider = model.joint("slider");
      int hinge = model.joint("hinge");
      assertThat(model.jointType(slider)).isEqualTo(JointType.SLIDE);
      assertThat(model.jointLimited(slider)).isTrue();
      assertThat(model.jointLow(slider)).isEqualTo(-2);
      assertThat(model.jointHigh(slider)).isEqualTo(2);
      assertThat(model.jointType(hinge)).isEqualTo(JointType.HINGE);
      assertThat(model.jointLimited(hinge)).isFalse();
      assertThat(model.jointPosition(hinge)).isEqualTo(1);
      assertThat(model.jointVelocity(hinge)).isEqualTo(1);
    }
  }

  @Test
  void a_free_joint_has_seven_positions_and_six_velocities() {
    try (Model model = Model.parse(Models.BALL)) {
      JointType type = model.jointType(model.joint("flight"));
      assertThat(type).isEqualTo(JointType.FREE);
      assertThat(model.positions()).isEqualTo(type.positions());
      assertThat(model.velocities()).isEqualTo(type.velocities());
    }
  }

  @Test
  void controls_have_the_limits_of_their_actuators() {
    try (Model model = Model.parse(Models.CARTPOLE)) {
      assertThat(model.controlLow(0)).isEqualTo(-1);
      assertThat(model.controlHigh(0)).isEqualTo(1);
    }
    String free = Models.CARTPOLE.replace("ctrllimited=\"true\" ctrlrange=\"-1 1\"", "");
    try (Model model = Model.parse(free)) {
      assertThat(model.controlLow(0)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(model.controlHigh(0)).isEqualTo(Double.POSITIVE_INFINITY);
    }
  }

  @Test
  void an_unknown_name_is_answered_with_the_nearest() {
    try (Model model = Model.parse(Models.CARTPOLE)) {
      assertThatThrownBy(() -> model.joint("slidr"))
          .isInstanceOf(MujocoException.class)
          .hasMessage("The model has no joint 'slidr'; did you mean 'slider'?");
      assertThatThrownBy(() -> model.body("elephant"))
          .hasMessage("The model has no body 'elephant'; it has world, cart, pole");
    }
    try (Model model = Model.parse(Models.BALL)) {
      assertThatThrownBy(() -> model.camera("front"))
          .hasMessage("The model has no camera 'front': it names none");
    }
  }

  @Test
  void an_index_that_does_not_exist_is_refused() {
    try (Model model = Model.parse(Models.CARTPOLE)) {
      assertThatThrownBy(() -> model.jointType(2))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("joint 2: the model has 2, counted from 0");
      assertThatThrownBy(() -> model.jointType(-1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> model.controlLow(1)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> model.sensorSize(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> model.geomPosition(2)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> model.placeGeom(-1, 0, 0, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n "})
  void an_empty_text_is_refused(String text) {
    assertThatThrownBy(() -> Model.parse(text))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("empty");
  }

  @Test
  @SuppressWarnings("NullAway")
  void null_is_refused() {
    assertThatThrownBy(() -> Model.parse(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void an_error_in_the_text_is_reported_with_its_line() {
    assertThatThrownBy(
            () -> Model.parse("<mujoco>\n<worldbody>\n<geom type='foo'/>\n</worldbody></mujoco>"))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("invalid keyword: 'foo'")
        .asInstanceOf(type(MujocoException.class))
        .returns(3, MujocoException::line);
    assertThatThrownBy(
            () ->
                Model.parse("<mujoco><worldbody>\n<body><joint/></body>\n</worldbody>\n</mujoco>"))
        .hasMessageContaining("mass and inertia of moving bodies")
        .asInstanceOf(type(MujocoException.class))
        .returns(2, MujocoException::line);
    assertThatThrownBy(() -> Model.parse("<mujoco>\n<worldbody>\n</mujoco>"))
        .hasMessageContaining("not well-formed XML, line 3")
        .asInstanceOf(type(MujocoException.class))
        .returns(3, MujocoException::line);
  }

  @Test
  void text_that_is_no_xml_is_refused() {
    assertThatThrownBy(() -> Model.parse("walker.xml"))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("not well-formed XML");
    assertThatThrownBy(() -> Model.parse("<robot name='arm'/>"))
        .hasMessageContaining("Element 'robot', line 1, is the root");
  }

  @ParameterizedTest
  @CsvSource({
    "include, <include file='other.xml'/>",
    "mesh, <asset><mesh file='/etc/hostname'/></asset>",
    "texture, <asset><texture fileright='right.png' type='cube'/></asset>",
    "hfield, <asset><hfield file='hills.png'/></asset>"
  })
  void a_model_that_reads_files_is_refused(String element, String text) {
    assertThatThrownBy(() -> Model.parse("<mujoco>\n" + text + "</mujoco>"))
        .isInstanceOf(MujocoException.class)
        .hasMessageStartingWith("Element '" + element + "', line 2, reads the file");
  }

  @Test
  void an_external_entity_is_refused() {
    String text =
        "<!DOCTYPE m [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]><mujoco>&secret;</mujoco>";
    assertThatThrownBy(() -> Model.parse(text)).isInstanceOf(MujocoException.class);
  }

  @Test
  void elements_nested_too_deeply_are_refused() {
    String text = "<mujoco>" + "<body>".repeat(50_000) + "</body>".repeat(50_000) + "</mujoco>";
    assertThatThrownBy(() -> Model.parse(text)).isInstanceOf(MujocoException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<worldbody><body><composite type='grid' count='2000 2000 1'/></body></worldbody>",
        "<size nkey='1000000'/>",
        "<size njmax='65536'/>",
        "<size nuser_geom='536870912'/>",
        "<option iterations='2147483647'/>",
        "<asset><texture type='skybox' builtin='flat' width='2147483647' height='16'/></asset>",
        "<asset><texture type='2d' builtin='flat' width='64' height='many'/></asset>",
        "<asset><hfield nrow='65536' ncol='65536' size='1 1 1 1'/></asset>",
        "<custom><numeric name='n' size='2147483647'/></custom>",
        "<sensor><user name='u' dim='536870912' datatype='real' needstage='pos'/></sensor>"
      })
  void a_number_that_mujoco_cannot_digest_is_refused(String element) {
    assertThatThrownBy(() -> Model.parse("<mujoco>" + element + "</mujoco>"))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining(": a number up to ");
  }

  @ParameterizedTest
  @CsvSource({
    "<muscle joint='slider'/>, muscle",
    "<muscle joint='slider' lengthrange='0 0'/>, muscle",
    "<general joint='slider' biastype='muscle'/>, general",
    "<motor joint='slider' lengthrange='2 1'/>, motor"
  })
  void a_muscle_whose_lengths_must_be_searched_is_refused(String actuator, String element) {
    assertThatThrownBy(
            () -> Model.parse(Models.CARTPOLE.replace("<actuator>", "<actuator>" + actuator)))
        .isInstanceOf(MujocoException.class)
        .hasMessageStartingWith("Element '" + element + "', line ")
        .hasMessageContaining("needs a lengthrange");
  }

  @Test
  void a_muscle_that_knows_its_lengths_is_fine() {
    String muscle = "<muscle joint='slider' lengthrange='0 1'/></actuator>";
    try (Model model = Model.parse(Models.CARTPOLE.replace("</actuator>", muscle))) {
      assertThat(model.actuators()).isEqualTo(2);
    }
  }

  @Test
  void an_error_inside_the_compiler_leaves_the_library_usable() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () -> Model.parse(Models.CROWD.replace("nstack=\"20000\"", "nstack=\"10\"")))
          .isInstanceOf(MujocoException.class)
          .hasMessageContaining("Stack overflow");
    }
    try (Model model = Model.parse(Models.CARTPOLE);
        Simulation simulation = model.simulate()) {
      simulation.step();
      assertThat(simulation.time()).isEqualTo(0.01);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.01"})
  void a_timestep_that_does_not_advance_is_refused(String timestep) {
    assertThatThrownBy(() -> Model.parse(Models.CARTPOLE.replace("0.01", timestep)))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("timestep");
  }

  @Test
  void a_geom_can_be_moved_even_from_the_middle_of_its_body() {
    try (Model model = Model.parse(Models.CARTPOLE);
        Simulation simulation = model.simulate()) {
      int cart = model.geom("cart");
      assertThat(model.geomPosition(cart)).containsExactly(0, 0, 0);
      model.placeGeom(cart, 0.1, 0.2, 0.3);
      simulation.forward();
      assertThat(model.geomPosition(cart)).containsExactly(0.1, 0.2, 0.3);
      assertThat(simulation.geomPosition(cart, 0)).isEqualTo(0.1);
      assertThat(simulation.geomPosition(cart, 1)).isEqualTo(0.2);
      assertThat(simulation.geomPosition(cart, 2)).isEqualTo(1.3);
      assertThatThrownBy(() -> model.placeGeom(cart, Double.NaN, 0, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void letters_of_any_alphabet_are_fine() {
    try (Model model = Model.parse(Models.BALL.replace("\"flight\"", "\"полёт→飛行\""))) {
      assertThat(model.joints()).containsExactly("полёт→飛行");
    }
  }
}
