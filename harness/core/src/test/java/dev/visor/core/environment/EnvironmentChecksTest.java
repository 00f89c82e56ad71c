package dev.visor.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Environment;
import dev.visor.api.Environments;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.core.environment.Outcome.Failed;
import dev.visor.core.environment.Outcome.Passed;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvironmentChecksTest {
  @Test
  void a_sound_environment_passes_every_check() {
    CheckReport report = EnvironmentChecks.check(subject(ToyEnvironment.environments(null)));

    assertThat(report.results())
        .hasSameSizeAs(EnvironmentChecks.all())
        .allSatisfy(result -> assertThat(result.outcome()).isInstanceOf(Passed.class));
    assertThat(report.passed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void a_defect_fails_its_check_with_a_reason_and_a_remedy(Defect defect) {
    EnvironmentCheck check =
        EnvironmentChecks.all().stream()
            .filter(candidate -> candidate.name().equals(defect.check))
            .findFirst()
            .orElseThrow();

    Outcome outcome = check.run(subject(ToyEnvironment.environments(defect)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.reason()).isNotBlank().doesNotContain("threw java.lang.Arr");
              assertThat(failed.remedy()).isNotBlank();
            });
  }

  @Test
  void every_check_that_judges_can_fail() {
    Set<String> failing =
        Arrays.stream(Defect.values()).map(d -> d.check).collect(Collectors.toSet());

    assertThat(EnvironmentChecks.all())
        .extracting(EnvironmentCheck::name)
        .filteredOn(name -> !name.equals("speed"))
        .containsExactlyInAnyOrderElementsOf(failing);
  }

  @Test
  void a_task_tagged_fixed_start_begins_alike_and_must_do_so() {
    TaskDescriptor fixed = tagged(ToyEnvironment.TASK, "fixed-start");
    EnvironmentCheck check =
        EnvironmentChecks.all().stream()
            .filter(candidate -> candidate.name().equals(Defect.IGNORES_THE_SEED.check))
            .findFirst()
            .orElseThrow();

    Outcome alike =
        check.run(Subject.of(fixed, ToyEnvironment.environments(Defect.IGNORES_THE_SEED)));
    Outcome varied = check.run(Subject.of(fixed, ToyEnvironment.environments(null)));

    assertThat(alike).isInstanceOf(Passed.class);
    assertThat(varied)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.remedy()).contains("fixed-start"));
  }

  @Test
  void a_report_with_a_failure_has_not_passed() {
    CheckReport report =
        EnvironmentChecks.check(subject(ToyEnvironment.environments(Defect.GENEROUS)));

    assertThat(report.passed()).isFalse();
  }

  @Test
  void an_environment_that_cannot_be_opened_fails_instead_of_throwing() {
    Environments closed =
        new Environments() {
          @Override
          public List<TaskDescriptor> tasks() {
            return List.of(ToyEnvironment.TASK);
          }

          @Override
          public Environment open(TaskId task, ObservationSpec observation) {
            throw new UnsatisfiedLinkError("no physics");
          }
        };

    assertThat(EnvironmentChecks.check(subject(closed)).results())
        .filteredOn(result -> !result.check().equals("closing gives back all memory"))
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.reason()).contains("no physics")));
  }

  @Test
  void the_digest_of_a_trajectory_repeats_and_sees_a_difference() {
    String digest = EnvironmentChecks.trajectoryDigest(subject(ToyEnvironment.environments(null)));

    assertThat(digest)
        .hasSize(64)
        .isEqualTo(EnvironmentChecks.trajectoryDigest(subject(ToyEnvironment.environments(null))))
        .isNotEqualTo(
            EnvironmentChecks.trajectoryDigest(
                subject(ToyEnvironment.environments(Defect.BLUE_IS_BLANK))));
  }

  private static TaskDescriptor tagged(TaskDescriptor task, String tag) {
    return new TaskDescriptor(
        task.id(),
        task.summary(),
        task.horizon(),
        task.actionRepeat(),
        task.controlSeconds(),
        task.actions(),
        task.proprioception(),
        task.camera(),
        task.imageSize(),
        task.minReward(),
        task.maxReward(),
        task.returns(),
        task.source(),
        List.of(tag));
  }

  private static Subject subject(Environments environments) {
    TaskDescriptor task = environments.tasks().get(0);
    return Subject.of(task, environments);
  }
}
