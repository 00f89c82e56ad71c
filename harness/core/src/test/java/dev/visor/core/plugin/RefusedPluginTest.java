package dev.visor.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Benchmark;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars that cannot be plugins of this Visor: each is one error with jar, reason and remedy. */
class RefusedPluginTest {
  @TempDir Path folder;
  private TestPluginJar plugin;

  @BeforeEach
  void soundPlugin() {
    plugin =
        TestPluginJar.named("example")
            .source("com.example.Idle", PluginSources.algorithm("Idle", "idle"));
  }

  private VisorException refused(Path... jars) {
    VisorException e =
        catchThrowableOfType(VisorException.class, () -> PluginHost.start(List.of(jars)));
    assertThat(e).isNotNull();
    assertThat(e.exit()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(e.remedy()).isNotEmpty();
    return e;
  }

  @ParameterizedTest
  @CsvSource({
    "org/nd4j/linalg/factory/Nd4j.class, org.nd4j",
    "org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so, org.bytedeco",
    "org/deeplearning4j/nn/graph/ComputationGraph.class, org.deeplearning4j",
    "org/slf4j/Logger.class, org.slf4j",
    "com/google/inject/Guice.class, com.google.inject",
    "jakarta/inject/Inject.class, jakarta.inject",
    "dev/visor/api/Algorithm.class, dev.visor.api",
    "dev/visor/nn/Dense.class, dev.visor.nn",
    "dev/visor/mujoco/Model.class, dev.visor.mujoco",
    "META-INF/versions/17/org/slf4j/Logger.class, org.slf4j",
  })
  void a_jar_that_bundles_a_shared_package_is_broken_and_the_others_work(
      String entry, String shared) {
    Path jar = plugin.file(entry, "a copy").into(folder);
    Path other =
        TestPluginJar.named("other")
            .source("com.example.Other", PluginSources.algorithm("Other", "other"))
            .into(folder);

    PluginRegistry registry = PluginHost.start(List.of(jar, other));

    assertThat(registry.descriptors()).singleElement().extracting("id").isEqualTo("other");
    assertThat(registry.plugins().get(0).state())
        .isInstanceOfSatisfying(
            LoadedPlugin.Broken.class,
            broken ->
                assertThat(broken.reason())
                    .contains("bundles " + shared + " (1 files)")
                    .contains("'provided'"));
  }

  @Test
  void names_that_only_begin_like_a_shared_package_may_be_bundled() {
    Path jar =
        plugin.file("org/nd4jx/Other.class", "").file("dev/visor/apix/A.class", "").into(folder);

    assertThat(PluginHost.start(List.of(jar)).algorithms()).hasSize(1);
  }

  @Test
  void a_jar_without_an_index_is_refused() {
    assertThat(refused(plugin.without(PluginJar.INDEX).into(folder)).what())
        .startsWith("it has no META-INF/extensions.idx");
  }

  @Test
  void a_jar_with_an_empty_index_is_refused() {
    assertThat(refused(plugin.file(PluginJar.INDEX, "# Generated\n").into(folder)).what())
        .startsWith("its META-INF/extensions.idx is empty");
  }

  @Test
  void an_index_that_names_a_class_which_is_gone_is_refused() {
    VisorException e =
        refused(plugin.file(PluginJar.INDEX, "com.example.Idle\ncom.example.Gone\n").into(folder));

    assertThat(e.what()).contains("com.example.Gone, which is not in the jar");
    assertThat(e.remedy()).contains("build again from clean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Plugin-Id", "Plugin-Version", "Plugin-Requires"})
  void a_manifest_without_a_needed_entry_is_refused(String entry) {
    Path jar = plugin.manifest(entry, "").into(folder, "some.jar");

    VisorException e = refused(jar);

    assertThat(e.what()).isEqualTo("its manifest has no " + entry);
    assertThat(e.place()).isEqualTo(jar.toString());
  }

  @Test
  void a_plugin_for_a_newer_visor_is_refused() {
    VisorException e = refused(plugin.manifest("Plugin-Requires", "99.0.0").into(folder));

    assertThat(e.what()).contains("requires Visor 99.0.0, and this is Visor 0.");
  }

  @Test
  void a_requirement_that_is_no_version_is_refused() {
    VisorException e = refused(plugin.manifest("Plugin-Requires", "as new as can be").into(folder));

    assertThat(e.what()).startsWith("PF4J cannot load it");
    assertThat(e.remedy()).contains("Plugin-Requires such a version or a range of them");
  }

  @Test
  void a_file_that_is_no_jar_is_refused() throws IOException {
    Path jar = Files.writeString(folder.resolve("text.jar"), "this is text");

    VisorException e = refused(jar);

    assertThat(e.what()).startsWith("this is no jar, or a damaged one");
    assertThat(e.place()).isEqualTo(jar.toString());
  }

  @Test
  void a_jar_that_was_cut_off_is_refused() throws IOException {
    Path jar = plugin.into(folder);
    byte[] bytes = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(refused(jar).what()).startsWith("this is no jar, or a damaged one");
  }

  @Test
  void two_jars_of_one_plugin_are_refused_and_both_are_named() {
    Path one = plugin.into(folder, "one.jar");
    Path two = plugin.into(folder, "two.jar");

    VisorException e = refused(two, one);

    assertThat(e.what()).contains("the plugin 'example'");
    assertThat(e.place()).contains(one.toString()).contains(two.toString());
  }

  @Test
  void an_algorithm_that_two_plugins_bring_is_refused_and_both_jars_are_named() {
    Path one = plugin.into(folder);
    Path two =
        TestPluginJar.named("another")
            .source("com.example.Idle", PluginSources.algorithm("Idle", "idle"))
            .into(folder);

    VisorException e = refused(one, two);

    assertThat(e.what()).isEqualTo("two plugins bring the algorithm 'idle'");
    assertThat(e.place()).contains(one.toString()).contains(two.toString());
  }

  @Test
  void a_benchmark_that_two_plugins_bring_is_refused_and_both_jars_are_named() {
    Path one = benchmarking("one");
    Path two = benchmarking("two");

    VisorException e = refused(one, two);

    assertThat(e.what()).isEqualTo("two plugins bring the benchmark 'nothing'");
    assertThat(e.place()).contains(one.toString()).contains(two.toString());
  }

  @Test
  void a_benchmark_that_visor_brings_itself_is_refused_too() {
    PluginRegistry plugins = PluginHost.start(List.of(benchmarking("one")));
    Benchmark own = plugins.benchmark("nothing");

    assertThatThrownBy(() -> plugins.with(List.of(own)))
        .isInstanceOfSatisfying(
            VisorException.class,
            e -> {
              assertThat(e.exit()).isEqualTo(ExitCode.INTEGRITY);
              assertThat(e.place()).startsWith("Visor itself and ").endsWith("one.jar");
            });
    assertThat(PluginRegistry.of().with(List.of(own)).benchmarks()).hasSize(1);
  }

  private Path benchmarking(String plugin) {
    return TestPluginJar.named(plugin)
        .source("com.example.Nothing", PluginSources.benchmark("Nothing", "nothing"))
        .into(folder);
  }

  @Test
  void a_task_that_two_plugins_bring_is_refused() {
    Path one =
        TestPluginJar.named("one")
            .source("com.example.Tasks", PluginSources.tasks("Tasks", "nothing@1"))
            .into(folder);
    Path two =
        TestPluginJar.named("two")
            .source("com.example.Tasks", PluginSources.tasks("Tasks", "nothing@1"))
            .into(folder);

    assertThat(refused(one, two).what()).isEqualTo("two plugins bring the task 'nothing@1'");
  }

  @Test
  void a_metric_that_is_built_in_is_refused() {
    Path jar =
        TestPluginJar.named("example")
            .source("com.example.Seven", PluginSources.metric("Seven", "return_raw"))
            .into(folder);

    assertThat(refused(jar).place()).isEqualTo("Visor itself and " + jar);
  }

  @Test
  void a_plugin_without_the_one_it_depends_on_is_refused() {
    VisorException e = refused(plugin.manifest("Plugin-Dependencies", "base").into(folder));

    assertThat(e.what()).contains("needs the plugin 'base'");
  }

  @Test
  void a_path_that_does_not_exist_is_a_mistake_of_usage() {
    Path nowhere = folder.resolve("nowhere.jar");

    VisorException e =
        catchThrowableOfType(VisorException.class, () -> PluginHost.start(List.of(nowhere)));

    assertThat(e.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(e.place()).isEqualTo(nowhere.toString());
  }
}
