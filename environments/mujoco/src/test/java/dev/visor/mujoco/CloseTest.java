package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.mujoco.render.Pose;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Memory is freed once, when its last user is gone, and nobody reads it afterwards. */
class CloseTest {
  @Test
  void a_closed_simulation_refuses_everything() {
    Model model = Model.parse(Models.CARTPOLE);
    Pose pose = new Pose(model.scene());
    Simulation simulation = model.simulate();
    simulation.close();
    double[] two = new double[2];
    List<ThrowingCallable> calls =
        List.of(
            simulation::reset,
            simulation::forward,
            simulation::step,
            () -> simulation.step(1),
            () -> simulation.step(0),
            simulation::step1,
            simulation::step2,
            simulation::time,
            () -> simulation.time(1),
            () -> simulation.position(0),
            () -> simulation.position(0, 1),
            () -> simulation.velocity(0),
            () -> simulation.velocity(0, 1),
            () -> simulation.control(0),
            () -> simulation.control(0, 1),
            () -> simulation.positions(two),
            () -> simulation.velocities(two),
            () -> simulation.place(two, two),
            () -> simulation.bodyPosition(0, 0),
            () -> simulation.bodyRotation(0, 0, 0),
            () -> simulation.geomPosition(0, 0),
            () -> simulation.sensor(0, 0),
            simulation::contacts,
            simulation::failed,
            () -> simulation.pose(pose));
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This simulation is closed"));
    model.close();
  }

  @Test
  void a_closed_model_refuses_what_needs_its_memory_and_still_knows_its_names() {
    Model model = Model.parse(Models.CARTPOLE);
    model.close();
    List<ThrowingCallable> calls =
        List.of(
            model::simulate,
            model::scene,
            () -> model.placeGeom(0, 0, 0, 0),
            () -> model.geomPosition(0));
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This model is closed"));
    assertThat(model.joint("hinge")).isEqualTo(1);
  }

  @Test
  void closing_twice_is_fine() {
    Model model = Model.parse(Models.CARTPOLE);
    Simulation simulation = model.simulate();
    simulation.close();
    simulation.close();
    model.close();
    model.close();
    try (Model next = Model.parse(Models.CARTPOLE)) {
      assertThat(next.positions()).isEqualTo(2);
    }
  }

  @Test
  void simulations_outlive_their_model() {
    Model model = Model.parse(Models.CARTPOLE);
    Simulation first = model.simulate();
    Simulation second = model.simulate();
    model.close();
    first.step(100);
    first.close();
    second.reset();
    second.step(100);
    assertThat(second.time()).isPositive();
    second.close();
  }

  @Test
  void what_is_closed_is_given_back_to_the_system() {
    openAndClose(20);
    long before = Pointer.physicalBytes();
    openAndClose(80);
    // Models or states that stayed would take more than 80 MB.
    assertThat(Pointer.physicalBytes() - before).isLessThan(60_000_000);
  }

  private static void openAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (Model model = Model.parse(Models.LARGE);
          Simulation simulation = model.simulate()) {
        simulation.step();
      }
      assertThatThrownBy(() -> Model.parse("<mujoco><foo/></mujoco>"))
          .isInstanceOf(MujocoException.class);
    }
  }
}
