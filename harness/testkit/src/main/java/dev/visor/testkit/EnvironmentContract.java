package dev.visor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.environment.EnvironmentCheck;
import dev.visor.core.environment.EnvironmentChecks;
import dev.visor.core.environment.Outcome;
import dev.visor.core.environment.Subject;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every plugin that brings tasks must keep to. Extend it in a class that has a constructor
 * without parameters, and say which plugin it is:
 *
 * <pre>{@code
 * class MyEnvironmentsContractTest extends EnvironmentContract {
 *   @Override
 *   protected Environments environments() {
 *     return new MyEnvironments();
 *   }
 * }
 * }</pre>
 */
public abstract class EnvironmentContract {
  /** The plugin under test. Called several times, also in another process. */
  protected abstract Environments environments();

  /** Runs the checks of {@code visor envs check} on every task. */
  @TestFactory
  public Stream<DynamicNode> everyTaskPassesEveryCheck() {
    Environments environments = environments();
    return environments.tasks().stream()
        .map(
            task -> dynamicContainer(task.id().toString(), checks(Subject.of(task, environments))));
  }

  private static Stream<DynamicNode> checks(Subject subject) {
    return EnvironmentChecks.all().stream()
        .map(check -> dynamicTest(check.name(), () -> judge(check, subject)));
  }

  private static void judge(EnvironmentCheck check, Subject subject) {
    Outcome outcome = check.run(subject);
    if (outcome instanceof Outcome.Failed failed) {
      fail(failed.reason() + ". Remedy: " + failed.remedy());
    } else if (outcome instanceof Outcome.Skipped skipped) {
      abort(skipped.reason());
    }
  }

  /** Plays each task here and in a second process, and compares what was seen. */
  @TestFactory
  public Stream<DynamicNode> everyTaskIsTheSameInAnotherProcess() {
    Environments environments = environments();
    SecondProcess.Answer answer = SecondProcess.ask(getClass());
    return environments.tasks().stream()
        .map(
            task ->
                dynamicTest(
                    task.id().toString(),
                    () ->
                        assertThat(answer.digests().get(task.id().toString()))
                            .as("SHA-256 of a trajectory in another process")
                            .isEqualTo(
                                EnvironmentChecks.trajectoryDigest(
                                    Subject.of(task, environments)))));
  }

  /** Lists the tasks in a second process, and looks at which libraries it has loaded. */
  @Test
  public void listingTheTasksLoadsNothingNative() {
    assertThat(SecondProcess.ask(getClass()).librariesLoadedByListing()).isEmpty();
  }

  /** Lists the tasks twice. */
  @Test
  public void tasksAreAlwaysTheSameAndNamedOnce() {
    assertThat(environments().tasks()).isNotEmpty().isEqualTo(environments().tasks());
    assertThat(environments().tasks()).extracting(TaskDescriptor::id).doesNotHaveDuplicates();
  }

  /** Opens a task that nobody has. */
  @Test
  public void anUnknownTaskIsRefused() {
    TaskId unknown = new TaskId("no-such-task", 1);

    assertThatThrownBy(() -> environments().open(unknown, new ObservationSpec(64, 64, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-task");
  }

  /** Asks of each task for one value more than it has. */
  @Test
  public void anObservationThatATaskDoesNotHaveIsRefused() {
    Environments environments = environments();

    for (TaskDescriptor task : environments.tasks()) {
      int size = task.imageSize();
      ObservationSpec tooMany = new ObservationSpec(size, size, task.proprioception().size() + 1);
      assertThatThrownBy(() -> environments.open(task.id(), tooMany).close())
          .as(task.id().toString())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
