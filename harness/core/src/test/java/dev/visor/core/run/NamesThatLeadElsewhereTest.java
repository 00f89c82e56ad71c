package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.api.DatasetId;
import dev.visor.api.TaskId;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.RunFolder;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginSources;
import dev.visor.core.plugin.TestPluginJar;
import dev.visor.core.publication.Evidence;
import dev.visor.core.suite.SuiteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wherever a name out of a file becomes a path: one that leads elsewhere is refused, and a link
 * that leads elsewhere is not followed by what deletes and writes.
 */
class NamesThatLeadElsewhereTest {
  private static final String SUITE = ToyRun.mischief("2m");

  @TempDir static Path home;

  @TempDir Path outer;
  private Path place;
  private Path outside;
  private ToyRun toy;

  @BeforeEach
  void makeAPlaceWithSomethingBesideIt() throws IOException {
    place = Files.createDirectory(outer.resolve("place"));
    outside = Files.createDirectory(outer.resolve("outside"));
    Files.writeString(outside.resolve("precious.txt"), "not ours");
    toy = new ToyRun(place, home);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", ".", "../outside", "/outside", "a/../../outside", "a\\b", "a\0b", ".a", ""})
  void a_suite_does_not_name_what_is_elsewhere(String name) throws IOException {
    String quoted = new ObjectMapper().writeValueAsString(name);
    for (String suite :
        List.of(
            SUITE.replace("name: mischief", "name: " + quoted),
            SUITE + "  - toy: {}\n    as: " + quoted + "\n",
            SUITE.replace("[toy-line@1]", "[" + quoted + "]"),
            SUITE.replace("[random]", "[" + quoted + "]"),
            SUITE.replace("- toy\n", "- " + quoted + "\n"),
            SUITE.replace("[return_raw]", "[" + quoted + "]"))) {
      assertThat(suite).isNotEqualTo(SUITE);
      assertThatThrownBy(() -> toy.plan(suite)).as(suite).isInstanceOf(VisorException.class);
    }
    assertThat(SuiteReader.read(Files.writeString(place.resolve("sound.yaml"), SUITE)).name())
        .isEqualTo("mischief");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "../outside", "/outside", "a/b", "a\\b", "a\0b", ".a", ""})
  void ids_of_tasks_datasets_and_trials_do_not_lead_elsewhere(String name) {
    assertThatThrownBy(() -> new TaskId(name, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatasetId(name, "expert", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DatasetId("theirs", name, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PlannedTrial.isId(name)).isFalse();
  }

  @Test
  void a_plugin_does_not_bring_an_algorithm_whose_name_leads_elsewhere() {
    Path jar =
        TestPluginJar.named("evil")
            .source("com.example.Evil", PluginSources.algorithm("Evil", "../../outside"))
            .into(place);

    LoadedPlugin plugin = PluginHost.start(List.of(jar)).plugins().get(0);

    assertThat(plugin.state())
        .isInstanceOfSatisfying(
            LoadedPlugin.Broken.class,
            broken -> assertThat(broken.reason()).contains("'../../outside' is no name of a"));
  }

  @Test
  void a_plugin_of_whatever_id_is_copied_under_the_name_of_its_file() {
    Path jar =
        TestPluginJar.named("fine")
            .source("com.example.Fine", PluginSources.algorithm("Fine", "fine"))
            .manifest("Plugin-Id", "../../outside")
            .into(place, "fine.jar");
    SortedMap<Path, String> before = tree(outside);

    PluginHost.start(List.of(jar));

    assertThat(tree(outside)).isEqualTo(before);
  }

  @Test
  void a_manifest_that_names_a_trial_elsewhere_is_refused_by_whatever_reads_it()
      throws IOException {
    toy.run(SUITE, "run", ToyRun.inline());
    RunFolder run = toy.folder("run");
    PlannedTrial trial = toy.plan(SUITE).trials().get(0);
    Path file = run.trial(trial).manifest();
    Files.writeString(file, Files.readString(file).replace(trial.id(), "../../../outside/evil"));
    SortedMap<Path, String> before = tree(outside);

    for (Runnable reader :
        List.<Runnable>of(
            () -> Manifest.read(file),
            () -> run.manifest(trial),
            () -> toy.run(SUITE, "run", ToyRun.inline()))) {
      VisorException error = catchThrowableOfType(VisorException.class, reader::run);
      assertThat(error.exit()).isEqualTo(ExitCode.INTEGRITY);
      assertThat(error.what()).contains("'../../../outside/evil' is no id of a trial");
    }
    assertThatThrownBy(() -> Evidence.read(run.path())).isInstanceOf(VisorException.class);
    assertThat(tree(outside)).isEqualTo(before);
  }

  @Test
  void a_link_in_the_place_of_a_trial_is_taken_away_and_what_it_leads_to_stays()
      throws IOException {
    RunFolder run = toy.folder("run");
    PlannedTrial trial = toy.plan(SUITE).trials().get(0);
    Files.createDirectories(run.working());
    Files.createDirectories(run.trials());
    Files.createSymbolicLink(run.working(trial).path(), outside);
    SortedMap<Path, String> before = tree(outside);

    RunReport report = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(report.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.trial(trial).path()).isDirectory();
    assertThat(Files.isSymbolicLink(run.trial(trial).path())).isFalse();
    assertThat(tree(outside)).isEqualTo(before);
  }

  /** Every file below a folder, with its content. */
  private static SortedMap<Path, String> tree(Path folder) {
    SortedMap<Path, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        tree.put(file, Files.isRegularFile(file) ? Files.readString(file) : "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }
}
