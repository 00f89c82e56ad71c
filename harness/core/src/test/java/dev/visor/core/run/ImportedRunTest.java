package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetId;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.dataset.BuildProgress;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.dataset.StoredEntry;
import dev.visor.core.dataset.exchange.DatasetExporter;
import dev.visor.core.dataset.exchange.DatasetImporter;
import dev.visor.core.dataset.exchange.ExchangeFormat;
import dev.visor.core.dataset.exchange.ImportRequest;
import dev.visor.core.dataset.exchange.ProprioKeys;
import dev.visor.core.plan.Plan;
import dev.visor.core.plan.PlannedTrial;
import dev.visor.core.plugin.PluginRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite over somebody else's files, named by the id under which they were imported. */
class ImportedRunTest {
  private static final String SUITE =
      ToyRun.twoByTwo(40, 0).replace("kinds: [random, expert]", "kinds: [theirs/line@1, expert]");

  /** Shared, so that the class path is copied once. */
  @TempDir static Path home;

  @TempDir Path place;
  private ToyRun toy;

  @BeforeEach
  void makeThePlugin() {
    toy = new ToyRun(place, home);
  }

  @Test
  void an_imported_dataset_is_learnt_from_beside_those_that_recipes_make() throws IOException {
    String identity = importTheirs(16);

    RunReport report = toy.run(SUITE, "run", ToyRun.inline());

    assertThat(report.exit()).isEqualTo(ExitCode.OK);
    assertThat(report.executed()).isEqualTo(4);
    assertThat(toy.trials("run")).contains(",theirs/line,full,theirs/line@1," + identity);
    Plan plan = toy.plan(SUITE);
    assertThat(plan.trials().stream().map(PlannedTrial::group).distinct())
        .containsExactly("toy-line@1/theirs/line/full", "toy-line@1/expert/full");
    assertThat(plan.trials().get(0).datasetIdentity()).isEqualTo(identity);
  }

  @Test
  void a_name_without_a_version_is_the_newest_import() {
    String identity = importTheirs(16);
    Plan plan = toy.plan(SUITE.replace("theirs/line@1", "theirs/line"));
    assertThat(plan.trials().get(0).datasetIdentity()).isEqualTo(identity);
  }

  @Test
  void one_that_is_missing_is_told_with_its_place_and_how_to_import_it() {
    VisorException failure = failure(SUITE);
    assertThat(failure.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.what()).isEqualTo("no dataset was imported as 'theirs/line@1'");
    assertThat(failure.place()).endsWith("suite.yaml:6:21");
    assertThat(failure.remedy())
        .contains(
            "visor datasets import PATH --format FORMAT --id theirs/line@1 --task toy-line@1");
  }

  @Test
  void a_misspelt_one_is_told_with_the_nearest() {
    importTheirs(16);
    assertThat(failure(SUITE.replace("theirs/line", "theirs/lime")).remedy())
        .contains("did you mean 'theirs/line@1'?");
  }

  @Test
  void pictures_of_another_size_are_told() {
    importTheirs(24);
    VisorException failure = failure(SUITE);
    assertThat(failure.what()).contains("24 × 24 pixels").contains("observes 16px");
    assertThat(failure.remedy()).contains("write observation: 24px");
  }

  /** Makes the experts' data, takes it out, deletes it, and brings it in again as theirs. */
  private String importTheirs(int edge) {
    PluginRegistry plugins = toy.host().plugins();
    TaskDescriptor task = plugins.environments().resolve("toy-line@1");
    DatasetId expert = DatasetId.parse("toy-line/expert@1");
    var request =
        new DatasetRequests(plugins)
            .of(
                plugins.recipe(expert),
                new ObservationSpec(edge, edge, task.proprioception().size()),
                1);
    Path folder = place.resolve("theirs");
    try (StoredDataset made =
        toy.host().datasets().build(request, BuildProgress.NONE, Cancellation.NEVER)) {
      DatasetExporter.write(made, ExchangeFormat.VD4RL_NPZ, folder, Cancellation.NEVER);
    }
    for (StoredEntry entry : toy.host().datasets().list()) {
      toy.host().datasets().delete((StoredEntry.WithCard) entry, Cancellation.NEVER);
    }
    DatasetImporter importer = new DatasetImporter(toy.host().datasets(), plugins.environments());
    var examined =
        importer.examine(
            new ImportRequest(
                ExchangeFormat.VD4RL_NPZ,
                folder,
                DatasetId.parse("theirs/line@1"),
                task,
                new ProprioKeys(List.of())),
            1);
    try (StoredDataset theirs =
        importer.run(examined, false, BuildProgress.NONE, Cancellation.NEVER)) {
      return theirs.card().identity();
    }
  }

  private VisorException failure(String suite) {
    return catchThrowableOfType(VisorException.class, () -> toy.plan(suite));
  }
}
