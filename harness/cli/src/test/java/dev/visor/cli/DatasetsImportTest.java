package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands for other people's files say before they read any. */
class DatasetsImportTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void help_names_the_formats() {
    assertThat(visor("datasets", "import", "--help")).isZero();
    assertThat(text(out)).contains("vd4rl-npz").contains("robot").contains("--proprio");
    assertThat(visor("datasets", "export", "--help")).isZero();
  }

  @Test
  void an_unknown_format_names_the_nearest() {
    assertThat(importing("vd4rl-nzp", "theirs/walk@1", "walker-walk")).isEqualTo(2);
    assertThat(text(err)).contains("'vd4rl-nzp'").contains("did you mean 'vd4rl-npz'?");
  }

  @Test
  void an_id_of_another_form_is_a_usage_error() {
    assertThat(importing("robot", "theirs", "walker-walk")).isEqualTo(2);
    assertThat(text(err)).contains("'theirs' is no dataset id").contains("--id");
  }

  @Test
  void prune_needs_a_suite() {
    assertThat(visor("datasets", "prune")).isEqualTo(2);
    assertThat(text(err)).contains("SUITE");
  }

  private int importing(String format, String id, String task) {
    return visor(
        "datasets",
        "import",
        "--format",
        format,
        folder.toString(),
        "--id",
        id,
        "--task",
        task,
        "--data",
        folder.resolve("data").toString());
  }

  private int visor(String... arguments) {
    return Visor.run(arguments, new Console(stream(out), stream(err), /* terminal= */ false));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
