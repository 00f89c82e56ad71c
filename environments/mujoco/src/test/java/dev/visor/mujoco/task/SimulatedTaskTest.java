package dev.visor.mujoco.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.mujoco.Model;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedTaskTest {
  private static final double RADIUS = 0.1;

  @Test
  void a_model_file_has_what_it_includes_in_its_place() {
    String text = ModelText.of(SimulatedTaskTest.class, "rod.xml").read();

    assertThat(text).contains("<material name=\"red\"").doesNotContain("include");
    try (Model model = Model.parse(text)) {
      assertThat(model.mass()).isCloseTo(1000 * capsule(1), within(1e-9));
    }
  }

  @Test
  void a_model_file_that_is_not_there_is_named_when_it_is_read() {
    ModelText text = ModelText.of(SimulatedTaskTest.class, "rods.xml");

    assertThatThrownBy(text::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the plugin lacks its model file rods.xml");
  }

  /** A cylinder that is longer than the capsule by half a radius at each end of its axis. */
  @Test
  void legacy_capsules_weigh_less_than_exact_ones() {
    ModelText legacy = ModelText.of(SimulatedTaskTest.class, "rod.xml").withLegacyCapsules();

    try (Model model = Model.parse(legacy.read())) {
      assertThat(model.mass())
          .isCloseTo(1000 * Math.PI * RADIUS * RADIUS * (1 + RADIUS), within(1e-9));
    }
  }

  @Test
  void a_legacy_task_is_told_apart_by_its_name_and_tag_and_nothing_else() {
    SimulatedTask exact = CartTask.with(CartTask::new, List.of("x", "x_velocity", "weather"));

    TaskDescriptor legacy = exact.withLegacyCapsules().descriptor();

    assertThat(legacy.id()).isEqualTo(new TaskId("cart-legacy", 3));
    assertThat(legacy.tags()).containsExactly("test", "legacy");
    assertThat(legacy.summary()).isEqualTo("Push. Capsules weigh as in MuJoCo 2.1.1.");
    assertThat(legacy)
        .usingRecursiveComparison()
        .ignoringFields("id", "tags", "summary")
        .isEqualTo(exact.descriptor());
  }

  @Test
  void a_list_opens_its_tasks_by_id_and_names_them_where_there_is_none() {
    SimulatedTask exact = CartTask.task();
    TaskList list = TaskList.of(List.of(exact), List.of(exact.withLegacyCapsules()));
    ObservationSpec small = new ObservationSpec(16, 16, 0);

    assertThat(list.descriptors())
        .containsExactly(exact.descriptor(), exact.withLegacyCapsules().descriptor());
    try (Environment env = list.open(new TaskId("cart-legacy", 3), small)) {
      assertThat(env.spec().task().id()).hasToString("cart-legacy@3");
    }
    assertThatThrownBy(() -> list.open(new TaskId("cart", 2), small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no task cart@2 here; there are [cart@3, cart-legacy@3]");
  }

  @Test
  void rules_that_cannot_be_bound_say_so_as_they_do() {
    SimulatedTask broken =
        CartTask.with(
            (model, simulation) -> {
              model.body("horse");
              return new CartTask(model, simulation);
            },
            List.of());

    assertThatThrownBy(() -> broken.open(new ObservationSpec(16, 16, 0)))
        .hasMessageContaining("horse");
  }

  private static double capsule(double length) {
    return Math.PI * RADIUS * RADIUS * (length + 4 * RADIUS / 3);
  }
}
