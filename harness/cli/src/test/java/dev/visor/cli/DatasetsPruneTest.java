package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.Cancellation;
import dev.visor.api.DatasetId;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.core.dataset.BuildProgress;
import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.dataset.StoredDataset;
import dev.visor.core.dataset.exchange.DatasetExporter;
import dev.visor.core.dataset.exchange.DatasetImporter;
import dev.visor.core.dataset.exchange.ExchangeFormat;
import dev.visor.core.dataset.exchange.ImportRequest;
import dev.visor.core.dataset.exchange.ProprioKeys;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.run.DatasetRequests;
import dev.visor.testkit.ToyDatasets;
import dev.visor.testkit.ToyEnvironments;
import dev.visor.testkit.ToyReach;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pruned is gone, what is in use stays, and the figures are those of the disk. */
class DatasetsPruneTest {
  private static final String SUITE =
      """
      schema: 1
      name: toy
      observation: 16px
      tasks: [toy-reach@1]
      datasets: { kinds: [KINDS] }
      algorithms: [idle]
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Signals signals = new Signals();
  private final PluginRegistry plugins =
      PluginRegistry.of(new ToyEnvironments(), new ToyDatasets(), new Idle());
  private DatasetStore store = new DatasetStore(Path.of(""));
  private Path random = Path.of("");
  private Path expert = Path.of("");
  private Path imported = Path.of("");

  @BeforeEach
  void fillTheStore() {
    store = new DatasetStore(folder.resolve("data"));
    random = build("toy-reach/random@1");
    expert = build("toy-reach/expert@1");
    imported = importAgain("toy-reach/expert@1");
  }

  @AfterEach
  void signalsEndTheProcessAgain() {
    signals.close();
  }

  @Test
  void what_no_suite_learns_from_is_gone_and_the_rest_stays() throws IOException {
    long before = bytesOnDisk();
    long unused = bytes(random);
    prune(false, false, "expert");

    assertThat(random).doesNotExist();
    assertThat(expert).isDirectory();
    assertThat(imported).isDirectory();
    assertThat(before - bytesOnDisk()).isEqualTo(unused);
    assertThat(text()).contains("toy-reach/random@1").contains("deleted").contains("1 MB freed in");
    assertThat(store.verify(expert)).isEmpty();
  }

  @Test
  void the_json_figure_is_the_bytes_that_the_disk_has_more() throws IOException {
    long before = bytesOnDisk();
    DatasetsPruneCommand prune = command(true, false, "expert");
    prune.json = true;
    prune.run();

    JsonNode told = JsonMapper.builder().build().readTree(text());
    assertThat(told.get("bytes").asLong()).isEqualTo(before - bytesOnDisk());
    assertThat(told.get("datasets")).hasSize(2);
  }

  @Test
  void a_dry_run_tells_and_deletes_nothing() throws IOException {
    long before = bytesOnDisk();
    prune(false, true, "expert");

    assertThat(bytesOnDisk()).isEqualTo(before);
    assertThat(text()).contains("would be deleted").contains("MB would be free in");
  }

  @Test
  void what_was_imported_goes_only_if_it_is_asked_for_and_no_suite_names_it() throws IOException {
    prune(true, false, "expert, theirs/expert@1");
    assertThat(imported).isDirectory();
    prune(true, false, "expert");
    assertThat(imported).doesNotExist();
    assertThat(expert).isDirectory();
  }

  @Test
  void what_was_pruned_is_built_again_the_same() throws IOException {
    long bytes = bytes(random);
    prune(false, false, "expert");
    assertThat(build("toy-reach/random@1")).isEqualTo(random);
    assertThat(bytes(random)).isEqualTo(bytes);
  }

  private void prune(boolean andImported, boolean dryRun, String kinds) throws IOException {
    command(andImported, dryRun, kinds).run();
  }

  private DatasetsPruneCommand command(boolean andImported, boolean dryRun, String kinds)
      throws IOException {
    Path suite = Files.writeString(folder.resolve("suite.yaml"), SUITE.replace("KINDS", kinds));
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    DatasetsPruneCommand command =
        new DatasetsPruneCommand(
            () -> plugins,
            () -> store,
            new Console(stream, stream, /* terminal= */ false),
            signals);
    command.suites = List.of(suite);
    command.imported = andImported;
    command.dryRun = dryRun;
    return command;
  }

  private Path build(String id) {
    try (StoredDataset dataset = opened(id)) {
      return dataset.folder();
    }
  }

  private StoredDataset opened(String id) {
    ObservationSpec observation =
        new ObservationSpec(
            16, 16, plugins.environments().resolve("toy-reach").proprioception().size());
    return store.build(
        new DatasetRequests(plugins).of(plugins.recipe(DatasetId.parse(id)), observation, 1),
        BuildProgress.NONE,
        Cancellation.NEVER);
  }

  private Path importAgain(String id) {
    try (StoredDataset dataset = opened(id)) {
      DatasetExporter.write(
          dataset, ExchangeFormat.VD4RL_NPZ, folder.resolve("out"), Cancellation.NEVER);
    }
    DatasetImporter importer = new DatasetImporter(store, plugins.environments());
    ImportRequest request =
        new ImportRequest(
            ExchangeFormat.VD4RL_NPZ,
            folder.resolve("out"),
            DatasetId.parse("theirs/expert@1"),
            plugins.environments().task(ToyReach.ID),
            new ProprioKeys(List.of()));
    try (StoredDataset dataset =
        importer.run(importer.examine(request, 1), false, BuildProgress.NONE, Cancellation.NEVER)) {
      return dataset.folder();
    }
  }

  /** Of all datasets, without what the store remembers of them. */
  private long bytesOnDisk() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(path -> !path.toString().contains(".visor")).toList()) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
    }
    return bytes;
  }

  private static long bytes(Path dataset) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(dataset)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** An algorithm to plan with. */
  private static final class Idle implements Algorithm {
    /** It has none. */
    public record None() {}

    @Override
    public AlgorithmDescriptor<None> describe() {
      return new AlgorithmDescriptor<>(
          "idle", 1, "Does nothing.", "none", None.class, profile -> new None());
    }

    @Override
    public Policy readPolicy(PolicyContext context, InputStream in) {
      throw new UnsupportedOperationException("nothing is trained here");
    }
  }
}
