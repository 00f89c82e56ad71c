package dev.visor.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.visor.api.Algorithm;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskId;
import dev.visor.core.VisorVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works, with jars packaged as an author packages them. */
class PluginHostTest {
  @TempDir Path folder;

  @Test
  void a_plugin_is_loaded_with_all_it_brings() throws Exception {
    Path jar =
        TestPluginJar.named("example")
            .manifest("Plugin-Provider", "Example Ltd")
            .manifest("Plugin-Description", "An example")
            .source("com.example.Idle", PluginSources.algorithm("Idle", "idle"))
            .source("com.example.Seven", PluginSources.metric("Seven", "seven"))
            .source("com.example.Tasks", PluginSources.tasks("Tasks", "nothing@1", "nothing@2"))
            .into(folder);

    PluginRegistry registry = PluginHost.start(List.of(jar));

    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    assertThat(registry.plugins())
        .containsExactly(
            new LoadedPlugin(
                "example",
                "1.0.0",
                "Example Ltd",
                "An example",
                jar.toRealPath(),
                sha256,
                List.of(),
                List.of("idle"),
                List.of("nothing@1", "nothing@2"),
                List.of(),
                List.of("seven"),
                List.of(),
                new LoadedPlugin.Ready()));
    assertThat(registry.algorithm("idle").describe().summary()).isEqualTo("Does nothing.");
    assertThat(registry.descriptor("idle").version()).isEqualTo(1);
    assertThat(registry.parameters("idle").cards()).hasSize(1);
    assertThat(registry.metric("seven").describe().unit()).isEqualTo("points");
    assertThat(registry.environments().tasks()).hasSize(2);
  }

  @Test
  void an_extension_is_made_once() {
    Path jar =
        TestPluginJar.named("example")
            .source("com.example.Idle", PluginSources.algorithm("Idle", "idle"))
            .into(folder);
    PluginRegistry registry = PluginHost.start(List.of(jar));

    assertThat(registry.algorithm("idle"))
        .isSameAs(registry.algorithm("idle"))
        .isSameAs(registry.algorithms().get(0));
  }

  @Test
  void a_constructor_is_given_a_logger_the_version_and_classes_of_its_own_jar() {
    String constructor =
        """
        private final String heard;

        @jakarta.inject.Inject
        Idle(
            org.slf4j.Logger log,
            @jakarta.inject.Named("visor.version") String version,
            Collaborator collaborator) {
          heard = log.getName() + " " + version + " " + collaborator.name();
        }

        @Override public String toString() { return heard; }
        """;
    Path jar =
        TestPluginJar.named("example")
            .source("com.example.Idle", PluginSources.algorithm("Idle", "idle", constructor))
            .source(
                "com.example.Collaborator",
                "package com.example; class Collaborator { String name() { return \"friend\"; } }")
            .into(folder);

    Algorithm algorithm = PluginHost.start(List.of(jar)).algorithm("idle");

    assertThat(algorithm).hasToString("plugin.example " + VisorVersion.current() + " friend");
  }

  @Test
  void the_api_is_the_hosts_and_the_plugin_has_a_loader_of_its_own() {
    Path jar =
        TestPluginJar.named("example")
            .source("com.example.Idle", PluginSources.algorithm("Idle", "idle"))
            .into(folder);
    Algorithm algorithm = PluginHost.start(List.of(jar)).algorithm("idle");

    assertThat(algorithm.getClass().getClassLoader()).isNotSameAs(Algorithm.class.getClassLoader());
    assertThat(algorithm.describe().getClass().getClassLoader())
        .isSameAs(Algorithm.class.getClassLoader());
  }

  @Test
  void a_folder_stands_for_its_jars_and_a_jar_named_twice_is_read_once() throws IOException {
    Path jar =
        TestPluginJar.named("example")
            .source("com.example.Idle", PluginSources.algorithm("Idle", "idle"))
            .into(folder);
    Files.writeString(folder.resolve("notes.txt"), "no plugin");
    Files.writeString(folder.resolve(".half-copied.jar"), "no plugin yet");

    PluginRegistry registry = PluginHost.start(List.of(folder, jar));

    assertThat(registry.plugins()).extracting(LoadedPlugin::id).containsExactly("example");
  }

  @Test
  void a_plugin_may_use_classes_of_one_that_it_depends_on() {
    Path base =
        TestPluginJar.named("base")
            .source("com.example.Seven", PluginSources.metric("Seven", "seven"))
            .into(folder);
    Path user =
        TestPluginJar.named("user")
            .manifest("Plugin-Dependencies", "base@1.0.0")
            .compiledAgainst(base)
            .source(
                "com.other.Same",
                """
                package com.other;

                @org.pf4j.Extension
                public final class Same implements dev.visor.api.Metric {
                  @Override public dev.visor.api.MetricDescriptor describe() {
                    return new dev.visor.api.MetricDescriptor(
                        "same", new com.example.Seven().describe().unit(), true, "The same.");
                  }

                  @Override
                  public java.util.OptionalDouble value(dev.visor.api.TrialEvidence evidence) {
                    return new com.example.Seven().value(evidence);
                  }
                }
                """)
            .into(folder);

    PluginRegistry registry = PluginHost.start(List.of(user, base));

    assertThat(registry.metric("same").describe().unit()).isEqualTo("points");
    assertThat(registry.plugins())
        .extracting(LoadedPlugin::id, LoadedPlugin::needs)
        .containsExactly(tuple("base", List.of()), tuple("user", List.of("base")));
  }

  @Test
  void a_task_is_opened_with_the_plugins_class_loader_as_context() {
    Path jar =
        TestPluginJar.named("example")
            .source("com.example.Tasks", PluginSources.tasks("Tasks", "nothing@1"))
            .into(folder);
    TaskCatalogue catalogue = PluginHost.start(List.of(jar)).environments();
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    assertThatThrownBy(
            () -> catalogue.open(TaskId.parse("nothing@1"), new ObservationSpec(32, 32, 0)))
        .hasMessageContaining("SharingClassLoader");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void without_plugins_there_are_the_built_in_metrics() {
    PluginRegistry registry = PluginHost.start(List.of());

    assertThat(registry.plugins()).isEmpty();
    assertThat(registry.metrics())
        .extracting(metric -> metric.describe().id())
        .containsExactly(
            "environment_steps",
            "episode_length",
            "final_return",
            "return_raw",
            "score_0_100",
            "success_rate");
  }
}
