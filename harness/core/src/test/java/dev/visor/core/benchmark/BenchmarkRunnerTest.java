package dev.visor.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.example.tally.TallyBenchmark;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import dev.visor.core.plugin.PluginHost;
import dev.visor.core.plugin.PluginRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin's benchmark in a process of its own, beside a script for Bash. */
class BenchmarkRunnerTest {
  private static final String BASH = "/bin/bash";

  private static final String HONEST =
      """
      echo '{"ready": true, "engine": "Bash"}'
      next=$(tr -dc 0-9 < "$2/inputs.json")
      while read -r line && [[ $line == step ]]; do
        echo "{\\"ms\\": 1e9, \\"loss\\": $next}"
        next=$((next - 1))
      done
      echo '{"peak_mb": 3.5}'
      """;

  @TempDir Path folder;

  private final List<BenchmarkRow> rows = new ArrayList<>();
  private PluginRegistry plugins;

  @BeforeEach
  void installThePlugin() throws IOException {
    plugins = OwnBenchmarks.in(PluginHost.start(List.of(writeJar())));
  }

  @Test
  void a_plugins_benchmark_stands_beside_visors_own() {
    assertThat(plugins.benchmarks())
        .extracting(benchmark -> benchmark.name())
        .containsExactly("environment", "sampling", "tally");
    assertThat(plugins.plugins().get(0).benchmarks()).containsExactly("tally");
  }

  @Test
  @Tag("slow")
  void without_the_script_a_step_is_timed_alone() throws Exception {
    run(false, "plain");

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).millis()).isPositive().isLessThan(1000);
    assertThat(rows.get(0).peakMegabytes()).isBetween(10.0, 2000.0);
    assertThat(rows.get(0).comparison()).isEmpty();
  }

  @Test
  void beside_the_script_each_mode_is_a_row() throws Exception {
    script(HONEST);

    run(true, "plain");

    assertThat(rows)
        .extracting(row -> row.comparison().orElseThrow().yardstick())
        .containsExactly("Bash eager f32", "Bash compile f32");
    BenchmarkRow.Comparison first = rows.get(0).comparison().orElseThrow();
    assertThat(first.millis()).isEqualTo(1e9);
    assertThat(first.peakMegabytes()).hasValue(3.5);
    assertThat(first.ratio()).isLessThan(1e-6).isBetween(first.ratioLow(), first.ratioHigh());
  }

  @Test
  @Tag("slow")
  void other_losses_are_told_with_both() throws Exception {
    script(HONEST.replace("next - 1", "next - 4"));

    VisorException told = failure("plain");

    assertThat(told.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(told.what())
        .contains("1000.000  999.0000  998.0000  Visor")
        .contains("1000.000  996.0000  992.0000  Bash eager f32");
    assertThat(rows).isEmpty();
    run(true, "coarse");
    assertThat(rows).hasSize(2);
  }

  @Test
  @Tag("slow")
  void our_process_that_dies_is_told_with_what_it_said_last() throws Exception {
    VisorException told = catchThrowableOfType(VisorException.class, () -> run(false, "mortal"));

    assertThat(told.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(told.what()).startsWith("Visor ended with code 9, at a step").contains("alas");
  }

  @Test
  @Tag("slow")
  void a_script_that_dies_is_told_with_what_it_said_last() throws Exception {
    script("echo '{\"ready\": true, \"engine\": \"Bash\"}'; read; echo 'out of luck' >&2; exit 3");

    assertThat(failure("plain").what())
        .startsWith("the yardstick ended with code 3, at a step")
        .contains("out of luck");
  }

  @Test
  @Tag("slow")
  void a_script_that_talks_nonsense_is_told_with_it() throws Exception {
    script("echo 'Hello!'; cat");

    assertThat(failure("plain").what())
        .startsWith("the yardstick answered nonsense, getting ready (not JSON): Hello!");
  }

  @Test
  @Tag("slow")
  void a_script_that_lacks_a_module_is_a_usage_error() throws Exception {
    script("echo \"tally.py: No module named 'torch'\" >&2; exit 2");

    VisorException told = failure("plain");

    assertThat(told.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(told.what()).contains("No module named 'torch'");
    assertThat(told.remedy()).contains("--python");
  }

  @Test
  void what_is_not_there_is_a_usage_error_before_anything_starts() throws Exception {
    assertThat(usage(request("tallly", "plain", BASH, true)).remedy())
        .startsWith("did you mean 'tally'?");
    assertThat(usage(request("tally", "plian", BASH, true)))
        .extracting(VisorException::what, VisorException::remedy)
        .containsExactly(
            "the benchmark tally has no variant 'plian'",
            "did you mean 'plain'? there are: plain, coarse, mortal");
    assertThat(usage(request("tally", "plain", BASH, true)).what()).contains("tally.py");
    script(HONEST);
    assertThat(usage(request("tally", "plain", "/no/python", true)).what())
        .contains("'/no/python' cannot be started");
  }

  @Test
  void a_number_that_makes_no_sense_is_a_usage_error() {
    assertThat(refused(List.of(0), 1).place()).isEqualTo("--threads");
    assertThat(refused(List.of(100_000), 1).place()).isEqualTo("--threads");
    assertThat(refused(List.of(), 1).place()).isEqualTo("--threads");
    assertThat(refused(List.of(1), 0).place()).isEqualTo("--steps");
  }

  private VisorException failure(String variant) {
    return catchThrowableOfType(VisorException.class, () -> run(true, variant));
  }

  private VisorException usage(BenchmarkRequest request) {
    VisorException told = catchThrowableOfType(VisorException.class, () -> run(request));
    assertThat(told.exit()).isEqualTo(ExitCode.USAGE);
    return told;
  }

  private static VisorException refused(List<Integer> threads, int steps) {
    return catchThrowableOfType(
        VisorException.class,
        () -> new BenchmarkRequest("tally", List.of(), threads, steps, false, BASH));
  }

  private void run(boolean scripts, String variant) throws Exception {
    run(request("tally", variant, BASH, scripts));
  }

  private void run(BenchmarkRequest request) throws Exception {
    BenchmarkHost host = new BenchmarkHost(plugins, folder.resolve("home"), Optional.of(folder));
    new BenchmarkRunner(host, new Rows(), Duration.ZERO).run(request);
  }

  private static BenchmarkRequest request(
      String benchmark, String variant, String python, boolean scripts) {
    return new BenchmarkRequest(benchmark, List.of(variant), List.of(1), 3, scripts, python);
  }

  private void script(String text) throws IOException {
    assumeThat(Path.of(BASH)).isExecutable();
    Files.writeString(folder.resolve("tally.py"), text);
  }

  private Path writeJar() throws IOException {
    String manifest =
        "Manifest-Version: 1.0\nPlugin-Id: tally\nPlugin-Version: 1.0.0\nPlugin-Requires: 0.1.0\n";
    String benchmark = TallyBenchmark.class.getName();
    Path classes =
        Path.of(TallyBenchmark.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path jar = folder.resolve("tally.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.list(classes.resolve("com/example/tally"))) {
      add(entries, JarFile.MANIFEST_NAME, manifest.getBytes(StandardCharsets.UTF_8));
      add(entries, "META-INF/extensions.idx", benchmark.getBytes(StandardCharsets.UTF_8));
      for (Path file : files.sorted().toList()) {
        add(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
    entries.putNextEntry(new JarEntry(name));
    entries.write(content);
    entries.closeEntry();
  }

  /** Keeps rows alone. */
  private final class Rows implements BenchmarkProgress {
    @Override
    public void phase(String what) {}

    @Override
    public void steps(int done, int of) {}

    @Override
    public void row(BenchmarkRow row) {
      rows.add(row);
    }
  }
}
