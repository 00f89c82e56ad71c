package dev.visor.mujoco;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the arrows point. */
@AnalyzeClasses(packages = "dev.visor.mujoco", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule the_renderer_knows_java_alone =
      classes()
          .that()
          .resideInAPackage("dev.visor.mujoco.render")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.visor.mujoco.render", "java..", "org.jspecify.annotations");

  @ArchTest
  static final ArchRule tasks_know_the_api_the_physics_and_the_renderer =
      classes()
          .that()
          .resideInAPackage("dev.visor.mujoco.task")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.visor.mujoco.task",
              "dev.visor.mujoco",
              "dev.visor.mujoco.render",
              "dev.visor.api",
              "java..",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule the_physics_knows_neither_tasks_nor_the_api =
      noClasses()
          .that()
          .resideInAnyPackage("dev.visor.mujoco", "dev.visor.mujoco.preset..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.visor.mujoco.task", "dev.visor.api");
}
