package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.mujoco.render.Checker;
import dev.visor.mujoco.render.Colour;
import dev.visor.mujoco.render.Cord;
import dev.visor.mujoco.render.Geom;
import dev.visor.mujoco.render.Headlight;
import dev.visor.mujoco.render.Light;
import dev.visor.mujoco.render.Material;
import dev.visor.mujoco.render.Pose;
import dev.visor.mujoco.render.Scene;
import dev.visor.mujoco.render.Shape;
import dev.visor.mujoco.render.Sky;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneReaderTest {
  private static final String TEXT =
      """
      <mujoco>
        <statistic extent="2"/>
        <visual>
          <headlight ambient=".5 .25 0" diffuse="1 .75 .5" specular="0 0 .25"/>
          <map znear=".25" zfar="50"/>
        </visual>
        <asset>
          <texture name="sky" type="skybox" builtin="gradient" rgb1="1 0 0" rgb2="0 0 1"
              width="16" height="16"/>
          <texture name="grid" type="2d" builtin="checker" rgb1="1 0 0" rgb2="0 1 0"
              width="8" height="8" mark="edge" markrgb="0 0 1"/>
          <material name="grid" texture="grid" texrepeat="3 4" texuniform="true"
              emission=".25" specular=".75" shininess=".125" reflectance=".5"/>
          <material name="red" rgba="1 0 0 .5"/>
        </asset>
        <worldbody>
          <light pos="1 2 3" dir="0 0 -1" diffuse=".5 .25 1" specular="0 0 .5" ambient="0 .25 0"
              attenuation="1 .5 .25" cutoff="30" exponent="4" castshadow="false"/>
          <light directional="true" dir="0 1 0"/>
          <light active="false" diffuse="1 1 1"/>
          <camera name="near" pos="1 0 0" fovy="30"/>
          <camera pos="0 1 0" fovy="60"/>
          <geom type="plane" size="1 2 .1" material="grid" rgba=".25 .5 .75 1"/>
          <geom type="sphere" size=".5" material="red"/>
          <geom type="capsule" size=".1 .2"/>
          <geom type="ellipsoid" size=".1 .2 .3" rgba="0 1 0 1" material="red"/>
          <geom type="cylinder" size=".1 .2" material="grid"/>
          <geom type="box" size=".1 .2 .3" pos="1 2 3" euler="0 0 90"/>
          <geom type="box" size="1 1 1" group="3"/>
          <geom type="box" size="1 1 1" rgba="1 1 1 0"/>
        </worldbody>
      </mujoco>
      """;

  @Test
  void a_scene_has_every_geom_with_its_shape_colour_and_material() {
    List<Geom> geoms = read(TEXT).geoms();

    assertThat(geoms.stream().map(Geom::shape).limit(6))
        .containsExactly(
            Shape.PLANE, Shape.SPHERE, Shape.CAPSULE, Shape.ELLIPSOID, Shape.CYLINDER, Shape.BOX);
    Checker checker =
        new Checker(new Colour(1, 0, 0), new Colour(0, 1, 0), new Colour(0, 0, 1), 1.0 / 8);
    assertThat(geoms.get(0))
        .isEqualTo(
            new Geom(
                Shape.PLANE,
                1,
                2,
                0.1,
                new Colour(0.25, 0.5, 0.75),
                1,
                new Material(checker, 3, 4, true, 0.25, 0.75, 0.125, 0.5)));
    assertThat(geoms.get(2).material()).isEqualTo(Material.PLAIN);
    assertThat(geoms.get(2).colour()).isEqualTo(Colour.grey(0.5));
    assertThat(geoms.get(5).sizeX()).isEqualTo(0.1);
    assertThat(geoms.get(5).sizeY()).isEqualTo(0.2);
    assertThat(geoms.get(5).sizeZ()).isEqualTo(0.3);
  }

  @Test
  void a_geom_has_its_materials_colour_unless_it_sets_its_own() {
    List<Geom> geoms = read(TEXT).geoms();
    assertThat(geoms.get(1).colour()).isEqualTo(new Colour(1, 0, 0));
    assertThat(geoms.get(1).opacity()).isEqualTo(0.5);
    assertThat(geoms.get(3).colour()).isEqualTo(new Colour(0, 1, 0));
    assertThat(geoms.get(3).opacity()).isEqualTo(1);
  }

  @Test
  void only_planes_have_textures() {
    assertThat(read(TEXT).geoms().get(4).material().texture()).isNull();
  }

  @Test
  void what_the_default_groups_hide_and_what_is_transparent_is_hidden() {
    assertThat(read(TEXT).geoms().subList(6, 8)).containsOnly(Geom.hidden());
  }

  @Test
  void tendons_are_cords_from_site_to_site() {
    String text =
        """
        <mujoco>
          <asset><material name="red" rgba="1 0 0 .5"/></asset>
          <worldbody>
            <site name="a" pos="1 0 0"/>
            <body pos="0 0 2">
              <joint name="slide" type="slide" axis="0 0 1"/>
              <geom name="post" type="cylinder" size=".1 .1"/>
              <site name="b"/>
              <site name="c" pos="0 1 0"/>
            </body>
          </worldbody>
          <tendon>
            <fixed><joint joint="slide" coef="1"/></fixed>
            <spatial width=".02" rgba="0 0 1 1">
              <site site="a"/><site site="b"/><site site="c"/>
            </spatial>
            <spatial material="red"><site site="c"/><site site="a"/></spatial>
            <spatial><site site="a"/><geom geom="post"/><site site="b"/></spatial>
            <spatial group="3"><site site="b"/><site site="a"/></spatial>
          </tendon>
        </mujoco>
        """;
    try (Model model = Model.parse(text);
        Simulation simulation = model.simulate()) {
      Scene scene = model.scene();
      Cord blue = new Cord(0.02, new Colour(0, 0, 1), 1, Material.PLAIN);
      assertThat(scene.cords()).hasSize(4).startsWith(blue, blue);
      assertThat(scene.cords().get(2).colour()).isEqualTo(new Colour(1, 0, 0));
      assertThat(scene.cords().get(2).opacity()).isEqualTo(0.5);
      assertThat(scene.cords().get(3).opacity()).isZero();

      Pose pose = new Pose(scene);
      simulation.position(0, 0.5);
      simulation.forward();
      simulation.pose(pose);

      assertThat(pose.cordEnds())
          .containsExactly(
              1, 0, 0, 0, 0, 2.5, 0, 0, 2.5, 0, 1, 2.5, 0, 1, 2.5, 1, 0, 0, 0, 0, 2.5, 1, 0, 0);
    }
  }

  @Test
  void lights_keep_their_places_even_if_they_are_off() {
    List<Light> lights = read(TEXT).lights();
    assertThat(lights.get(0))
        .isEqualTo(
            new Light(
                false,
                false,
                new Colour(0, 0.25, 0),
                new Colour(0.5, 0.25, 1),
                new Colour(0, 0, 0.5),
                1,
                0.5,
                0.25,
                30,
                4));
    assertThat(lights.get(1).directional()).isTrue();
    assertThat(lights.get(1).castsShadow()).isTrue();
    assertThat(lights.get(2).diffuse()).isEqualTo(Colour.BLACK);
    assertThat(lights.get(2).castsShadow()).isFalse();
  }

  @Test
  void cameras_headlight_sky_and_clipping_are_the_models() {
    Scene scene = read(TEXT);
    assertThat(scene.cameras().get(0).name()).isEqualTo("near");
    assertThat(scene.cameras().get(0).fieldOfView()).isEqualTo(30);
    assertThat(scene.cameras().get(1).name()).isEmpty();
    assertThat(scene.headlight())
        .isEqualTo(
            new Headlight(
                new Colour(0.5, 0.25, 0), new Colour(1, 0.75, 0.5), new Colour(0, 0, 0.25)));
    assertThat(scene.sky().up().red()).isCloseTo(1, within(0.1));
    assertThat(scene.sky().up().blue()).isCloseTo(0, within(0.1));
    assertThat(scene.sky().down().blue()).isCloseTo(1, within(0.1));
    assertThat(scene.near()).isEqualTo(0.5);
    assertThat(scene.far()).isEqualTo(100);
  }

  @Test
  void without_headlight_and_sky_it_is_dark() {
    Scene scene = read("<mujoco><visual><headlight active='0'/></visual><worldbody/></mujoco>");
    assertThat(scene.headlight()).isEqualTo(Headlight.OFF);
    assertThat(scene.sky()).isEqualTo(Sky.BLACK);
    assertThat(scene.geoms()).isEmpty();
  }

  @Test
  void a_pose_says_where_everything_is() {
    try (Model model = Model.parse(TEXT);
        Simulation simulation = model.simulate()) {
      Pose pose = new Pose(model.scene());
      simulation.forward();
      simulation.pose(pose);
      assertThat(pose.geomPositions()).endsWith(0, 0, 0).contains(1, 2, 3);
      int box = 5;
      assertThat(pose.geomPositions()[3 * box + 2]).isEqualTo(3);
      // Turned by 90° about z: its x axis points along the world's y axis.
      assertThat(pose.geomRotations()[9 * box + 3]).isCloseTo(1, within(1e-12));
      assertThat(pose.cameraPositions()).containsExactly(1, 0, 0, 0, 1, 0);
      assertThat(pose.cameraRotations()).startsWith(1, 0, 0, 0, 1, 0, 0, 0, 1);
      assertThat(pose.lightPositions()).startsWith(1, 2, 3);
      assertThat(pose.lightDirections()).startsWith(0, 0, -1, 0, 1, 0);
    }
  }

  @Test
  void a_pose_of_another_scene_is_refused() {
    try (Model model = Model.parse(Models.CARTPOLE);
        Simulation simulation = model.simulate()) {
      Pose other = new Pose(read(TEXT));
      assertThatThrownBy(() -> simulation.pose(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another model");
    }
  }

  @Test
  void what_cannot_be_drawn_is_named() {
    String mesh =
        """
        <mujoco>
          <asset><mesh name="m" vertex="0 0 0 1 0 0 0 1 0 0 0 1"/></asset>
          <worldbody><geom name="pyramid" type="mesh" mesh="m"/></worldbody>
        </mujoco>
        """;
    assertThatThrownBy(() -> read(mesh))
        .isInstanceOf(MujocoException.class)
        .hasMessageStartingWith("geom 'pyramid' is a mesh");
    String gradient =
        TEXT.replace("type=\"2d\" builtin=\"checker\"", "type=\"2d\" builtin=\"gradient\"");
    assertThatThrownBy(() -> read(gradient))
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("Cannot draw geom 0")
        .hasMessageContaining("checker");
  }

  private static Scene read(String text) {
    try (Model model = Model.parse(text)) {
      return model.scene();
    }
  }
}
