package dev.visor.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins whose own code fails: they are kept with the reason, and the others work. */
class BrokenPluginTest {
  private static final String IDLE = PluginSources.algorithm("Idle", "idle");

  @TempDir Path folder;

  private LoadedPlugin brokenBeside(TestPluginJar plugin) {
    PluginRegistry registry = startBeside(plugin);
    assertThat(registry.algorithm("idle").describe().id()).isEqualTo("idle");
    return registry.plugins().stream().filter(p -> p.id().equals("bad")).findFirst().orElseThrow();
  }

  private PluginRegistry startBeside(TestPluginJar plugin) {
    Path good = TestPluginJar.named("good").source("com.example.Idle", IDLE).into(folder);
    return PluginHost.start(List.of(plugin.into(folder), good));
  }

  private static String reason(LoadedPlugin plugin) {
    assertThat(plugin.state()).isInstanceOf(LoadedPlugin.Broken.class);
    return ((LoadedPlugin.Broken) plugin.state()).reason();
  }

  private static TestPluginJar bad(String source) {
    return TestPluginJar.named("bad").source("com.example.Bad", source);
  }

  @Test
  void describe_that_throws() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(
                PluginSources.algorithm(
                    "Bad", "", "throw new IllegalStateException(\"no idea\");", "")));

    assertThat(reason(plugin))
        .isEqualTo(
            "com.example.Bad does not describe itself: java.lang.IllegalStateException: no idea");
    assertThat(plugin.algorithms()).isEmpty();
  }

  @Test
  void constructor_that_throws() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(
                PluginSources.algorithm(
                    "Bad", "bad", "public Bad() { throw new IllegalStateException(\"no\"); }")));

    assertThat(reason(plugin))
        .isEqualTo("com.example.Bad cannot be made: java.lang.IllegalStateException: no");
  }

  @Test
  void static_initialiser_that_throws() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(
                PluginSources.algorithm(
                    "Bad", "bad", "static final int SIZE = Integer.parseInt(\"many\");")));

    assertThat(reason(plugin))
        .contains("com.example.Bad cannot be made: java.lang.NumberFormatException")
        .contains("many");
  }

  @Test
  void error_thrown_by_describe() {
    LoadedPlugin plugin =
        brokenBeside(bad(PluginSources.algorithm("Bad", "", "return describe();", "")));

    assertThat(reason(plugin)).contains("StackOverflowError");
  }

  @Test
  void describe_that_never_ends() {
    Path jar =
        bad(PluginSources.algorithm(
                "Bad", "", "while (true) { java.util.concurrent.locks.LockSupport.park(); }", ""))
            .into(folder);

    PluginRegistry registry = PluginHost.start(List.of(jar), "0.1.0", Duration.ofSeconds(1));

    assertThat(reason(registry.plugins().get(0)))
        .isEqualTo("it did not describe itself and stood still for 1 s");
  }

  @Test
  void describe_that_works_for_ever() {
    Path jar =
        bad(PluginSources.algorithm("Bad", "", "while (true) { Thread.onSpinWait(); }", ""))
            .into(folder);

    PluginRegistry registry = PluginHost.start(List.of(jar), "0.1.0", Duration.ofMillis(500));

    assertThat(reason(registry.plugins().get(0)))
        .isEqualTo("it did not describe itself within 500 ms of processor time");
  }

  /** As on a machine whose processors others keep busy: now and then some milliseconds. */
  @Test
  void describe_that_gets_little_of_the_processor_is_waited_for_beyond_its_limit() {
    String slowly =
        """
        static {
          for (int i = 0; i < 50; i++) {
            long end = System.nanoTime() + 3_000_000;
            while (System.nanoTime() < end) { Thread.onSpinWait(); }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
          }
        }
        """;
    Path jar = bad(PluginSources.algorithm("Bad", "slow", slowly)).into(folder);

    PluginRegistry registry = PluginHost.start(List.of(jar), "0.1.0", Duration.ofSeconds(1));

    assertThat(registry.algorithm("slow").describe().id()).isEqualTo("slow");
  }

  @Test
  void what_a_plugin_that_was_too_slow_brings_is_told_with_its_jar_and_the_reason() {
    Path jar =
        bad(PluginSources.algorithm(
                "Bad", "", "while (true) { java.util.concurrent.locks.LockSupport.park(); }", ""))
            .into(folder);
    PluginRegistry registry = PluginHost.start(List.of(jar), "0.1.0", Duration.ofMillis(100));

    VisorException e = catchThrowableOfType(VisorException.class, () -> registry.algorithm("bad"));

    assertThat(e.remedy()).contains(jar.toString()).contains("stood still for 100 ms");
  }

  @Test
  void parameters_without_what_they_mean() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(
                PluginSources.algorithm(
                    "Bad",
                    "",
                    "return new AlgorithmDescriptor<>("
                        + "\"bad\", 1, \"\", \"\", Settings.class, p -> new Settings(1));",
                    "int times")));

    assertThat(reason(plugin))
        .contains("the component times of com.example.Bad$Settings has no @Parameter");
  }

  @Test
  void class_that_only_the_host_has() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(
                PluginSources.algorithm(
                    "Bad",
                    "bad",
                    "final Object list = com.google.common.collect.ImmutableList.of();")));

    assertThat(reason(plugin))
        .contains("com.google.common.collect.ImmutableList")
        .endsWith("is neither in the jar nor shared by the host");
  }

  @Test
  void constructor_that_asks_for_what_is_not_there() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(
                PluginSources.algorithm(
                    "Bad", "bad", "@jakarta.inject.Inject Bad(Runnable runnable) {}")));

    assertThat(reason(plugin)).contains("com.example.Bad cannot be made").contains("Runnable");
  }

  @Test
  void extension_of_something_else() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(
                "package com.example;"
                    + " @org.pf4j.Extension public class Bad implements org.pf4j.ExtensionPoint {}"));

    assertThat(reason(plugin))
        .contains("none of Algorithm, Environments, Datasets, Metric and Benchmark");
  }

  @Test
  void plugin_class_that_does_not_start() {
    LoadedPlugin plugin =
        brokenBeside(
            bad(PluginSources.algorithm("Bad", "bad"))
                .source(
                    "com.example.Main",
                    """
                    package com.example;

                    public class Main extends org.pf4j.Plugin {
                      @Override public void start() { throw new IllegalStateException("not today"); }
                    }
                    """)
                .manifest("Plugin-Class", "com.example.Main"));

    assertThat(reason(plugin)).contains("its Plugin-Class cannot be started").contains("not today");
  }

  @Test
  void algorithm_that_became_known_before_its_plugin_broke_is_told_with_the_reason() {
    PluginRegistry registry =
        startBeside(
            bad(PluginSources.algorithm("Bad", "bad"))
                .source(
                    "com.example.Later",
                    PluginSources.algorithm("Later", "", "throw new Error(\"late\");", "")));

    VisorException e = catchThrowableOfType(VisorException.class, () -> registry.algorithm("bad"));

    assertThat(e.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(e.what()).startsWith("the algorithm 'bad' cannot be used").contains("late");
    assertThat(e.place()).endsWith("bad.jar");
    assertThat(registry.algorithms()).hasSize(1);
  }

  @Test
  void unknown_algorithm_may_be_one_of_a_broken_plugin() {
    PluginRegistry registry =
        startBeside(bad(PluginSources.algorithm("Bad", "", "throw new Error(\"oh\");", "")));

    VisorException e = catchThrowableOfType(VisorException.class, () -> registry.algorithm("bad"));

    assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(e.remedy())
        .contains("there are: idle")
        .contains("'bad' (")
        .contains("is broken")
        .contains("oh");
  }
}
