package dev.visor.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Which way the arrows point, and what nobody but a few may do. */
@AnalyzeClasses(packages = "dev.visor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** The core's packages; each uses only those after it. */
  private static final List<String> ORDER =
      List.of(
          "benchmark",
          "gate",
          "reproduce",
          "report",
          "run",
          "trial",
          "publication",
          "leaderboard",
          "evidence",
          "plan",
          "dataset",
          "plugin",
          "suite",
          "environment",
          "statistics");

  private static final String[] MAY_END_THE_PROCESS = {
    "dev.visor.cli..", "dev.visor.core.trial..", "dev.visor.core.benchmark.."
  };

  @ArchTest
  static void each_package_of_the_core_uses_only_those_after_it(JavaClasses all) {
    for (int i = 1; i < ORDER.size(); i++) {
      String[] before =
          ORDER.subList(0, i).stream().map(ArchitectureTest::below).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(below(ORDER.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(before)
          .allowEmptyShould(true)
          .check(all);
    }
  }

  @ArchTest
  static final ArchRule every_package_of_the_core_has_its_place_in_that_order =
      classes()
          .that()
          .resideInAPackage("dev.visor.core..")
          .should()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("dev.visor.core"), ORDER.stream().map(ArchitectureTest::below))
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule the_cores_own_classes_use_none_of_its_packages =
      noClasses()
          .that()
          .resideInAPackage("dev.visor.core")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.visor.core.*..");

  @ArchTest
  static final ArchRule there_are_no_cycles =
      slices().matching("dev.visor.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_core_knows_the_api_and_nothing_else_of_visor =
      noClasses()
          .that()
          .resideInAPackage("dev.visor.core..")
          .should()
          .dependOnClassesThat(
              describe(
                  "are Visor's, but neither the core's nor the API's",
                  (JavaClass other) ->
                      other.getPackageName().startsWith("dev.visor.")
                          && !other.getPackageName().startsWith("dev.visor.core")
                          && !other.getPackageName().equals("dev.visor.api")));

  @ArchTest
  static final ArchRule the_api_does_not_know_the_core =
      noClasses()
          .that()
          .resideInAPackage("dev.visor.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.visor.core..");

  @ArchTest
  static final ArchRule only_a_command_or_a_trial_ends_the_process =
      noClasses()
          .that()
          .resideOutsideOfPackages(MAY_END_THE_PROCESS)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class);

  /** In a shutdown hook the process is ending already: halting only chooses the exit code. */
  @ArchTest
  static final ArchRule only_a_trial_and_the_shutdown_hook_halt =
      noClasses()
          .that()
          .resideOutsideOfPackages(MAY_END_THE_PROCESS)
          .and()
          .doNotHaveFullyQualifiedName("dev.visor.core.run.Interruption")
          .should()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule only_a_command_or_a_trial_writes_to_the_standard_streams =
      noClasses()
          .that()
          .resideOutsideOfPackages(MAY_END_THE_PROCESS)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule random_numbers_come_from_random_streams_alone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethodWhere(
              describe(
                  "a list is shuffled by a generator of Java's own",
                  (JavaCall<?> call) ->
                      call.getTargetOwner().isEquivalentTo(Collections.class)
                          && call.getName().equals("shuffle")));

  /** A machine whose clock is set loses no trial to a limit, and no duration is negative. */
  @ArchTest
  static final ArchRule runs_and_trials_measure_by_the_monotonic_clock =
      noClasses()
          .that()
          .resideInAnyPackage(below("run"), below("trial"), below("reproduce"), below("evidence"))
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Instant.class, LocalDateTime.class, Clock.class, Date.class);

  @ArchTest
  static final ArchRule nothing_is_static_and_changeable =
      noFields().that().areStatic().should().notBeFinal();

  @ArchTest
  static final ArchRule a_package_is_named_after_its_idea =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..helper..");

  @ArchTest
  static void nothing_is_null_unless_it_says_so(JavaClasses all) {
    assertThat(all.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allMatch(owner -> owner.isAnnotatedWith(NullMarked.class), "is marked @NullMarked");
  }

  private static String below(String name) {
    return "dev.visor.core." + name + "..";
  }
}
