package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.DatasetId;
import dev.visor.api.TaskId;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginSources;
import dev.visor.core.plugin.TestPluginJar;
import dev.visor.core.suite.CheckpointRule;
import dev.visor.core.suite.DatasetSize;
import dev.visor.core.suite.Protocol;
import dev.visor.core.trial.CodeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeBaseTest {
  @TempDir Path folder;
  @TempDir static Path home;

  private Path algorithm(String id, String jar, String needs) throws IOException {
    String name = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    return TestPluginJar.named(id)
        .manifest("Plugin-Dependencies", needs)
        .source("com.example." + name, PluginSources.algorithm(name, id))
        .into(Files.createDirectories(folder.resolve(id)), jar);
  }

  private CodeBase of(Path... jars) throws IOException {
    return CodeBase.of(
        new RunHost(
            PluginHost.start(List.of(jars)), new DatasetStore(folder.resolve("data")), home));
  }

  @Test
  void a_trial_is_given_the_plugins_that_its_own_needs() throws IOException {
    Path deep = algorithm("deep", "deep.jar", "");
    Path base = algorithm("base", "base.jar", "deep@1.0.0");
    Path user = algorithm("user", "user.jar", "base@1.0.0, absent?@1.0.0");
    Path other = algorithm("other", "other.jar", "");

    CodeBase code = of(deep, base, user, other);

    assertThat(code.trainingPlugins(trial("user")))
        .extracting(CodeEntry::name)
        .containsExactlyInAnyOrder("user.jar", "base.jar", "deep.jar");
    assertThat(code.fingerprint(trial("user")).files())
        .containsKeys("user.jar", "base.jar", "deep.jar")
        .doesNotContainKey("other.jar");
  }

  @Test
  void jars_of_one_file_name_are_told_apart() throws IOException {
    CodeBase code =
        of(algorithm("one", "plugin.jar", ""), algorithm("two", "plugin.jar", "one@1.0.0"));
    PlannedTrial trial = trial("two");

    assertThat(code.fingerprint(trial).files()).containsKeys("plugin.jar", "plugin.jar#2");
    assertThat(code.changed(trial, code.fingerprint(trial))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.visor.api-0.1.0.jar",
        "dev.visor.core-0.1.0.jar",
        "dev.visor.nn-0.2.0-SNAPSHOT.jar",
        "dev.visor.mujoco-0.1.0.jar",
        "dev.visor.mujoco-preset-0.1.0.jar",
        "nn-0.1.0.jar",
        "core/target/classes"
      })
  void a_part_of_visor_that_computes_results_is_decisive(String name) {
    assertThat(CodeBase.isDecisive(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dev.visor.cli-0.1.0.jar", "jackson-core-2.17.2.jar", "api.guice.jar", "corelib"})
  void what_lies_beside_it_is_not(String name) {
    assertThat(CodeBase.isDecisive(name)).isFalse();
  }

  private static PlannedTrial trial(String algorithm) {
    return new PlannedTrial(
        "trial",
        "e".repeat(64),
        algorithm,
        algorithm,
        1,
        new TreeMap<>(),
        new TaskId("walker-walk", 1),
        new DatasetId("walker-walk", "expert", 1),
        "d".repeat(64),
        DatasetSize.FULL,
        64,
        0,
        1,
        new Protocol(2, 4, CheckpointRule.LAST3, 1, Duration.ofMinutes(90)));
  }
}
