package dev.visor.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

@AnalyzeClasses(packages = "dev.visor.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ApiArchitectureTest {
  private static final Set<String> EXACT =
      Set.of("abs", "max", "min", "floor", "ceil", "sqrt", "multiplyHigh");

  @ArchTest
  static final ArchRule the_api_depends_on_nothing_but_java_pf4j_and_jspecify =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.visor.api", "java..", "org.pf4j", "org.jspecify.annotations");

  @ArchTest
  static final ArchRule the_api_is_one_package =
      classes().should().resideInAPackage("dev.visor.api");

  /** Intrinsics of these differ between versions of Java; StrictMath does not. */
  @ArchTest
  static final ArchRule mathematics_gives_the_same_bits_on_every_java =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "Math's approximations are called",
                  (JavaCall<?> call) ->
                      call.getTargetOwner().isEquivalentTo(Math.class)
                          && !EXACT.contains(call.getName())
                          && !call.getName().endsWith("Exact")));

  @ArchTest
  static final ArchRule random_numbers_come_from_random_streams_alone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, SplittableRandom.class);

  @ArchTest
  static final ArchRule nothing_is_static_and_changeable =
      noFields().that().areStatic().should().notBeFinal();
}
