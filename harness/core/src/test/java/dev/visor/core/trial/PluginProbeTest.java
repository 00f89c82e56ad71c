package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.plugin.PluginSources;
import dev.visor.core.plugin.TestPluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins whose code misbehaves before anybody has asked them for anything but a description. */
@Tag("slow")
class PluginProbeTest {
  private static final String EXITS = "static { System.exit(3); }";
  private static final String HANGS =
      "static { try { Thread.sleep(1000000); } catch (InterruptedException e) { hang(); } }"
          + " static void hang() { while (true) { Thread.onSpinWait(); } }";
  private static final String CRASHES =
      """
      static {
        try {
          java.lang.reflect.Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
          field.setAccessible(true);
          ((sun.misc.Unsafe) field.get(null)).putAddress(0, 0);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      """;

  @TempDir Path folder;
  @TempDir Path home;

  private Path jar(String className, String id, String members) {
    return TestPluginJar.named(id)
        .source("com.example." + className, PluginSources.algorithm(className, id, members))
        .into(folder);
  }

  @Test
  void each_is_broken_with_its_reason_and_the_sound_one_works() {
    List<Path> jars =
        List.of(
            jar("Exits", "exits", EXITS),
            jar("Hangs", "hangs", HANGS),
            jar("Crashes", "crashes", CRASHES),
            jar("Sound", "sound", ""));

    PluginRegistry registry = PluginHost.start(jars, new PluginProbe(home, Duration.ofSeconds(10)));

    assertThat(registry.descriptors()).singleElement().extracting("id").isEqualTo("sound");
    assertThat(reason(registry, "exits"))
        .isEqualTo("asked to describe itself, it ended the process with exit code 3");
    assertThat(reason(registry, "hangs"))
        .isEqualTo("it did not describe itself and stood still for 10 s");
    assertThat(reason(registry, "crashes"))
        .isEqualTo("asked to describe itself, it crashed the process in native code");
  }

  @Test
  void what_a_sound_plugin_leaves_where_it_was_tried_costs_nothing_and_is_taken_away()
      throws Exception {
    Path told = folder.resolve("told.txt");
    String litters =
        """
        static {
          try {
            java.nio.file.Path here = java.nio.file.Path.of("").toAbsolutePath();
            java.nio.file.Path own = here.resolve("own");
            if (here.getFileName().toString().startsWith("visor-probe-")) {
              java.nio.file.Files.createDirectory(own);
              java.nio.file.Files.writeString(own.resolve("cache.bin"), "of the plugin");
              java.nio.file.Files.createSymbolicLink(own.resolve("link"), java.nio.file.Path.of("%s"));
              java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), here.toString());
            }
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
        }
        """
            .formatted(home, told);
    Path kept = Files.writeString(home.resolve("kept.txt"), "of somebody else");

    PluginRegistry registry =
        PluginHost.start(List.of(jar("Litters", "litters", litters)), new PluginProbe(home));

    assertThat(registry.descriptors()).singleElement().extracting("id").isEqualTo("litters");
    assertThat(Path.of(Files.readString(told))).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void plugins_that_do_not_go_together_are_remembered_for_nothing() throws Exception {
    Path exits = jar("Exits", "exits", EXITS);
    Path lost =
        TestPluginJar.named("lost")
            .manifest("Plugin-Dependencies", "nobody@1.0.0")
            .source("com.example.Lost", PluginSources.algorithm("Lost", "lost", ""))
            .into(folder);

    assertThatThrownBy(() -> PluginHost.start(List.of(exits, lost), new PluginProbe(home)))
        .hasMessageContaining("it needs the plugin 'nobody'");

    PluginRegistry registry = PluginHost.start(List.of(exits), new PluginProbe(home));
    assertThat(reason(registry, "exits")).contains("ended the process with exit code 3");
  }

  @Test
  void what_came_through_once_is_not_tried_again_until_the_jar_changes() throws Exception {
    List<Path> jars = List.of(jar("Sound", "sound", ""));
    PluginHost.start(jars, new PluginProbe(home));
    List<String> remembered = Files.readAllLines(home.resolve("plugins.sound"));
    List<Map<Path, String>> asked = new ArrayList<>();

    PluginHost.start(
        jars,
        candidates -> {
          asked.add(new PluginProbe(home, Duration.ZERO).warnings(candidates));
          return Map.of();
        });

    assertThat(remembered).singleElement().asString().contains(" visor ", " java ");
    assertThat(asked).containsExactly(Map.of());
  }

  private static String reason(PluginRegistry registry, String id) {
    for (LoadedPlugin plugin : registry.plugins()) {
      if (plugin.id().equals(id) && plugin.state() instanceof LoadedPlugin.Broken broken) {
        return broken.reason();
      }
    }
    return "";
  }
}
