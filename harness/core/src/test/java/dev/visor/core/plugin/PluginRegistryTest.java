package dev.visor.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.DatasetId;
import dev.visor.api.DatasetRecipe;
import dev.visor.api.Datasets;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.Environments;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PluginRegistryTest {
  private final PluginRegistry registry = PluginRegistry.of(new SomeTasks(), new SomeData());

  @Test
  void a_task_without_a_version_is_the_newest() {
    assertThat(registry.environments().newest("walk").id()).isEqualTo(TaskId.parse("walk@10"));
    assertThat(registry.environments().resolve("walk").id()).isEqualTo(TaskId.parse("walk@10"));
  }

  @Test
  void a_task_with_a_version_is_that_one() {
    assertThat(registry.environments().resolve("walk@9").id()).isEqualTo(TaskId.parse("walk@9"));
  }

  @Test
  void a_misspelt_task_is_told_with_the_nearest() {
    assertThat(usage(() -> registry.environments().resolve("wakl")).remedy())
        .contains("did you mean 'walk'?");
    assertThat(usage(() -> registry.environments().resolve("walk@2")).remedy())
        .contains("there are: run@1, walk@10, walk@9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.environments().task(TaskId.parse("rum@1")))
        .withMessageContaining("did you mean 'run@1'?");
  }

  @Test
  void tasks_are_sorted_by_name_and_version() {
    assertThat(registry.environments().tasks())
        .extracting(task -> task.id().toString())
        .containsExactly("run@1", "walk@9", "walk@10");
  }

  @Test
  void a_dataset_is_found_with_who_makes_it() {
    DatasetId id = DatasetId.parse("walk/expert@2");

    assertThat(registry.datasets(id)).isInstanceOf(SomeData.class);
    assertThat(registry.recipe(id).task()).isEqualTo(TaskId.parse("walk@10"));
  }

  @Test
  void a_dataset_that_nobody_makes_is_told_with_the_nearest() {
    assertThat(usage(() -> registry.datasets(DatasetId.parse("walk/expert@7"))).remedy())
        .contains("did you mean 'walk/expert@1'?");
  }

  @Test
  void a_misspelt_metric_is_told_with_the_nearest() {
    assertThat(usage(() -> registry.metric("return-raw")).remedy())
        .startsWith("did you mean 'return_raw'?");
  }

  @Test
  void an_extension_that_brings_a_name_twice_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PluginRegistry.of(new SomeTasks(), new SomeTasks()))
        .withMessage("it brings the task walk@10 twice");
  }

  private static VisorException usage(ThrowingCallable call) {
    VisorException e = catchThrowableOfType(VisorException.class, call);
    assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
    return e;
  }

  private static final class SomeTasks implements Environments {
    @Override
    public List<TaskDescriptor> tasks() {
      return List.of(task("walk@10"), task("walk@9"), task("run@1"));
    }

    private static TaskDescriptor task(String id) {
      return new TaskDescriptor(
          TaskId.parse(id),
          "Nothing.",
          10,
          1,
          0.1,
          List.of("x"),
          List.of(),
          "side",
          32,
          0,
          1,
          ReferenceReturns.DEEPMIND_CONTROL,
          "ours",
          List.of());
    }

    @Override
    public Environment open(TaskId task, ObservationSpec observation) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class SomeData implements Datasets {
    @Override
    public List<DatasetRecipe> recipes() {
      return List.of(
          recipe("walk/expert@2", "walk@10"),
          recipe("walk/expert@1", "walk@10"),
          recipe("walk/random@1", "walk@10"),
          recipe("walk/expert@3", "walk@9"));
    }

    private static DatasetRecipe recipe(String id, String task) {
      return new DatasetRecipe(DatasetId.parse(id), TaskId.parse(task), "Nothing.", 1, 1, "00");
    }

    @Override
    public EpisodeGenerator open(
        DatasetId id, EnvironmentCatalogue environments, ObservationSpec observation) {
      throw new UnsupportedOperationException();
    }
  }
}
