package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisorTest {
  private static final String QUICK = "../../leaderboards/quick";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void withoutArguments_explainsItself_andIsAUsageError() {
    assertThat(visor()).isEqualTo(2);
    assertThat(err()).contains("Usage: visor").contains("run").contains("leaderboard");
    assertThat(out()).isEmpty();
  }

  @Test
  void version_goesToStandardOutput() {
    assertThat(visor("--version")).isZero();
    assertThat(out()).startsWith("visor ").contains(Runtime.version().toString());
  }

  @Test
  void everyCommand_hasHelp() {
    for (String command :
        new String[] {
          "run",
          "plan",
          "leaderboard",
          "compare",
          "gate",
          "publish",
          "datasets",
          "envs",
          "algorithms",
          "doctor",
          "bench"
        }) {
      out.reset();
      assertThat(visor(command, "--help")).as(command).isZero();
      assertThat(out()).contains("Usage: visor " + command);
    }
  }

  @Test
  void unknownCommand_namesTheNearest() {
    assertThat(visor("leaderbord", "x")).isEqualTo(2);
    assertThat(err()).contains("'leaderbord'").contains("leaderboard").contains("visor --help");
  }

  @Test
  void missingPlugin_isAUsageError_withWhatToDo() {
    assertThat(visor("algorithms", "list", "--plugin", folder + "/none.jar")).isEqualTo(2);
    assertThat(err()).contains("none.jar").contains("--plugin");
  }

  @Test
  void fileThatIsNoPlugin_isAnIntegrityError() throws IOException {
    Path jar = Files.writeString(folder.resolve("broken.jar"), "not a jar");
    assertThat(visor("algorithms", "list", "--plugin", jar.toString())).isEqualTo(6);
    assertThat(err()).contains("broken.jar");
  }

  @Test
  void folderWithoutARun_isAUsageError() {
    assertThat(visor("leaderboard", folder.toString())).isEqualTo(2);
    assertThat(err()).contains("trials.csv").contains(folder.toString());
  }

  @Test
  void leaderboard_isPrintedInEveryFormat() {
    for (String format : new String[] {"text", "csv", "md", "html", "json", "latex"}) {
      out.reset();
      assertThat(visor("leaderboard", QUICK, "--format", format)).as(format).isZero();
      assertThat(out()).as(format).contains("lompo").contains("mass-dense@1");
    }
  }

  @Test
  void leaderboard_overTasks_saysSo() {
    assertThat(
            visor("leaderboard", QUICK, "--by", "none", "--bootstrap", "tasks", "--format", "csv"))
        .isZero();
    assertThat(out()).contains("over cells and their seeds");
  }

  @Test
  void intervalOfNoLevel_isAUsageError() {
    assertThat(visor("leaderboard", QUICK, "--level", "95")).isEqualTo(2);
    assertThat(err()).contains("--level").contains("0.95");
    assertThat(visor("compare", QUICK, QUICK, "--reps", "0")).isEqualTo(2);
  }

  @Test
  void comparingARunWithItself_findsItIdentical() {
    assertThat(visor("compare", QUICK, QUICK)).isZero();
    assertThat(out()).contains("identical").contains("all").doesNotContain("Note");
  }

  @Test
  void publishingWhereThereIsNoLeaderboard_isAUsageError() {
    assertThat(visor("publish", QUICK, folder + "/none")).isEqualTo(2);
    assertThat(err()).contains("no leaderboard").contains("suite.yaml");
  }

  @Test
  void benchWithoutAName_listsTheBenchmarks() {
    assertThat(visor("bench")).isZero();
    assertThat(out()).contains("sampling").contains("one contiguous copy");
  }

  @Test
  void unknownBenchmark_namesTheNearest() {
    assertThat(visor("bench", "samplin")).isEqualTo(2);
    assertThat(err()).contains("'samplin'").contains("did you mean 'sampling'?");
    assertThat(out()).isEmpty();
  }

  private int visor(String... arguments) {
    return Visor.run(arguments, new Console(stream(out), stream(err), /* terminal= */ false));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
