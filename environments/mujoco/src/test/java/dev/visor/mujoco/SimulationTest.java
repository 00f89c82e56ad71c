package dev.visor.mujoco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private Model model;
  private Simulation simulation;

  @BeforeEach
  void open() {
    model = Model.parse(Models.CARTPOLE);
    simulation = model.simulate();
  }

  @AfterEach
  void close() {
    simulation.close();
    model.close();
  }

  @Test
  void begins_in_the_initial_configuration_at_time_zero() {
    assertThat(simulation.time()).isZero();
    assertThat(positions()).containsExactly(0, 0);
    assertThat(velocities()).containsExactly(0, 0);
    simulation.forward();
    assertThat(simulation.bodyPosition(model.body("cart"), 2)).isEqualTo(1);
    assertThat(simulation.bodyRotation(model.body("pole"), 2, 2)).isEqualTo(1);
    assertThat(simulation.geomPosition(model.geom("pole"), 2)).isCloseTo(1.5, within(1e-12));
    assertThat(simulation.contacts()).isZero();
  }

  @Test
  void a_falling_ball_follows_the_law_of_gravity() {
    try (Model ball = Model.parse(Models.BALL);
        Simulation fall = ball.simulate()) {
      fall.step(100);
      // MuJoCo integrates velocity first: z = z0 - g h² (1 + 2 + … + n).
      assertThat(fall.time()).isCloseTo(0.2, within(1e-12));
      assertThat(fall.position(2)).isCloseTo(0.5 - 9.81 * 0.002 * 0.002 * 5050, within(1e-12));
      fall.step(400);
      fall.forward();
      assertThat(fall.contacts()).isEqualTo(1);
      assertThat(fall.geomPosition(ball.geom("ball"), 2)).isCloseTo(0.1, within(0.01));
    }
  }

  @Test
  void a_control_pushes() {
    simulation.control(0, 1);
    simulation.step(10);
    assertThat(simulation.control(0)).isEqualTo(1);
    assertThat(simulation.velocity(0)).isPositive();
    simulation.forward();
    assertThat(simulation.sensor(model.sensor("speed"), 0)).isPositive();
    assertThat(simulation.sensor(model.sensor("angle"), 0)).isEqualTo(simulation.position(1));
  }

  @Test
  void both_halves_make_a_step() {
    try (Simulation other = model.simulate()) {
      for (int i = 0; i < 50; i++) {
        simulation.control(0, i % 3 - 1);
        other.control(0, i % 3 - 1);
        simulation.step();
        other.step1();
        other.step2();
      }
      double[] state = new double[2];
      other.positions(state);
      assertThat(positions()).containsExactly(state);
    }
  }

  @Test
  void a_run_from_a_placed_state_repeats_bit_for_bit() {
    double[] first = run();
    simulation.step(123);
    assertThat(run()).containsExactly(first);
  }

  private double[] run() {
    simulation.reset();
    simulation.place(new double[] {0.1, 0.2}, new double[] {0.3, -0.4});
    simulation.control(0, 0.5);
    simulation.step(200);
    return positions();
  }

  @Test
  void reset_puts_everything_back() {
    simulation.control(0, 1);
    simulation.step(10);
    simulation.reset();
    assertThat(simulation.time()).isZero();
    assertThat(simulation.control(0)).isZero();
    assertThat(positions()).containsExactly(0, 0);
  }

  @Test
  void single_values_and_the_clock_can_be_set() {
    simulation.position(1, 0.5);
    simulation.velocity(0, 0.25);
    simulation.time(3);
    assertThat(positions()).containsExactly(0, 0.5);
    assertThat(velocities()).containsExactly(0.25, 0);
    assertThat(simulation.time()).isEqualTo(3);
  }

  @Test
  void a_wrong_index_is_refused() {
    int speed = model.sensor("speed");
    List<ThrowingCallable> calls =
        List.of(
            () -> simulation.position(2),
            () -> simulation.position(-1),
            () -> simulation.position(2, 0),
            () -> simulation.velocity(2),
            () -> simulation.velocity(-1, 0),
            () -> simulation.control(1),
            () -> simulation.control(1, 0),
            () -> simulation.bodyPosition(3, 0),
            () -> simulation.bodyPosition(0, 3),
            () -> simulation.bodyRotation(0, 3, 0),
            () -> simulation.bodyRotation(0, 0, -1),
            () -> simulation.geomPosition(2, 0),
            () -> simulation.geomPosition(0, -1),
            () -> simulation.sensor(2, 0),
            () -> simulation.sensor(speed, 3),
            () -> simulation.sensor(speed, Integer.MIN_VALUE));
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining(": "));
  }

  @Test
  void an_array_of_the_wrong_length_is_refused() {
    assertThatThrownBy(() -> simulation.positions(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The model has 2 positions, the array has length 3");
    assertThatThrownBy(() -> simulation.velocities(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.place(new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.step(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_number_that_is_not_finite_is_refused_and_changes_nothing() {
    double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double value : bad) {
      List<ThrowingCallable> calls =
          List.of(
              () -> simulation.position(0, value),
              () -> simulation.velocity(0, value),
              () -> simulation.control(0, value),
              () -> simulation.time(value),
              () -> simulation.place(new double[] {1, value}, new double[2]),
              () -> simulation.place(new double[] {1, 1}, new double[] {value, 1}));
      assertThat(calls)
          .allSatisfy(
              call -> assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class));
    }
    assertThat(positions()).containsExactly(0, 0);
    simulation.step();
    assertThat(simulation.failed()).isFalse();
  }

  @Test
  void a_state_that_explodes_is_an_error_that_names_the_joint_and_the_time() {
    simulation.step(5);
    simulation.velocity(1, 1e300);
    assertThatThrownBy(() -> simulation.step())
        .isInstanceOf(MujocoException.class)
        .hasMessageContaining("joint 'hinge'")
        .hasMessageContaining("0.05 s")
        .hasMessageContaining("reset()");
    assertThat(simulation.failed()).isTrue();
  }

  @Test
  void the_last_state_is_checked_as_well() {
    try (Model ball = Model.parse(Models.BALL);
        Simulation flight = ball.simulate()) {
      flight.position(0, 9.999e9);
      flight.velocity(0, 9.999e9);
      assertThatThrownBy(flight::step)
          .isInstanceOf(MujocoException.class)
          .hasMessageContaining("the position of joint 'flight'");
    }
  }

  @Test
  void after_a_failure_only_reset_helps() {
    simulation.velocity(1, 1e300);
    assertThatThrownBy(() -> simulation.step()).isInstanceOf(MujocoException.class);
    List<ThrowingCallable> calls =
        List.of(
            () -> simulation.step(),
            () -> simulation.step(3),
            () -> simulation.step1(),
            () -> simulation.step2(),
            () -> simulation.forward());
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOf(MujocoException.class)
                    .hasMessageContaining("needs a reset() first"));
    simulation.reset();
    simulation.step(3);
    assertThat(simulation.time()).isCloseTo(0.03, within(1e-12));
  }

  @Test
  void an_error_inside_mujoco_is_an_exception_and_reset_heals_it() {
    try (Model crowd = Model.parse(Models.CROWD);
        Simulation boxes = crowd.simulate()) {
      for (int repeat = 0; repeat < 3; repeat++) {
        boxes.step();
        for (int i = 0; i < Models.BOXES; i++) {
          boxes.position(7 * i + 2, 0.05);
        }
        assertThatThrownBy(boxes::step)
            .isInstanceOf(MujocoException.class)
            .hasMessageContaining("Stack overflow");
        assertThat(boxes.position(2)).isEqualTo(0.05);
        boxes.reset();
        assertThat(boxes.time()).isZero();
      }
      boxes.step(10);
      assertThat(boxes.time()).isCloseTo(0.02, within(1e-12));
    }
  }

  @Test
  void contacts_beyond_the_models_room_are_an_error() {
    String cramped =
        Models.BALL
            .replace("<worldbody>", "<size nconmax=\"2\"/><worldbody>")
            .replace("size=\"0.1\"", "type=\"box\" size=\"0.1 0.1 0.1\"");
    try (Model ball = Model.parse(cramped);
        Simulation box = ball.simulate()) {
      box.position(2, 0.05);
      assertThatThrownBy(box::step)
          .isInstanceOf(MujocoException.class)
          .hasMessageContaining("more contacts than the model has room for, 2 (size/nconmax)");
    }
  }

  @Test
  void an_error_is_thrown_in_the_thread_that_caused_it() throws InterruptedException {
    try (Model crowd = Model.parse(Models.CROWD);
        Simulation boxes = crowd.simulate()) {
      for (int i = 0; i < Models.BOXES; i++) {
        boxes.position(7 * i + 2, 0.05);
      }
      List<Throwable> thrown = new ArrayList<>();
      Thread thread = new Thread(boxes::step);
      thread.setUncaughtExceptionHandler((self, problem) -> thrown.add(problem));
      thread.start();
      thread.join();
      assertThat(thrown).singleElement().isInstanceOf(MujocoException.class);
    }
  }

  @Test
  void simulations_of_one_model_do_not_disturb_each_other_across_threads() {
    List<double[]> ends =
        Arrays.asList(0, 1, 2, 3, 4, 5, 6, 7).parallelStream()
            .map(
                i -> {
                  try (Simulation own = model.simulate()) {
                    own.control(0, 0.3);
                    own.step(2000);
                    double[] end = new double[2];
                    own.positions(end);
                    return end;
                  }
                })
            .toList();
    assertThat(ends).allSatisfy(end -> assertThat(end).containsExactly(ends.get(0)));
  }

  private double[] positions() {
    double[] positions = new double[model.positions()];
    simulation.positions(positions);
    return positions;
  }

  private double[] velocities() {
    double[] velocities = new double[model.velocities()];
    simulation.velocities(velocities);
    return velocities;
  }
}
