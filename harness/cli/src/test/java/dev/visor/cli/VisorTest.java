package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.visor.core.trial.JarStamps;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  void resultThatCannotBeWritten_isNoSuccess() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    try (Results results = new Results(new FileOutputStream(full.toFile()))) {
      Console console = new Console(printing(results), printing(err), /* terminal= */ false);

      int exit =
          Visor.run(
              new String[] {"leaderboard", QUICK, "--format", "csv"},
              results,
              console,
              JarStamps.ofThisProcess());

      assertThat(exit).isEqualTo(2);
      assertThat(err()).contains("the result could not be written").contains("standard output");
    }
  }

  @Test
  void readerThatHasSeenEnough_isNoFailure() {
    Results results = new Results(new ClosedPipe());
    Console console = new Console(printing(results), printing(err), /* terminal= */ false);

    assertThat(Visor.run(new String[] {"--version"}, results, console, JarStamps.ofThisProcess()))
        .isZero();
    assertThat(err()).isEmpty();
  }

  private static final class ClosedPipe extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  private static PrintStream printing(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
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
          "report",
          "video",
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
  void doctor_saysHowExactlyALeaderboardCanBeRepeatedHere() {
    visor("doctor", QUICK, "--json");

    assertThat(out()).contains("\"what\" : \"repeats\"").containsPattern("18 trials? \\w+");
    assertThat(visor("doctor", folder.resolve("nothing").toString())).isEqualTo(2);
    assertThat(out()).contains("nothing");
  }

  @Test
  void gatingARunAgainstItself_findsItIdentical() {
    assertThat(visor("gate", QUICK, "--against", QUICK, "--policy", "../../ci/gate.yaml")).isZero();
    assertThat(out()).startsWith("Gate: identical").contains("Any change would have been seen");
  }

  @Test
  void gatingValuesLoweredByHandToThirtyPercent_isARegression_inEveryFormat() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    String rows = Files.readString(Path.of(QUICK, "trials.csv"));
    Matcher value = Pattern.compile("(?<=,true,)([0-9.]+)(?=,)").matcher(rows);
    Files.writeString(
        run.resolve("trials.csv"),
        value.replaceAll(found -> Double.toString(0.3 * Double.parseDouble(found.group()))));
    Path junit = folder.resolve("gate.xml");
    Path markdown = folder.resolve("gate.md");

    assertThat(
            visor(
                "gate",
                run.toString(),
                "--against",
                QUICK,
                "--json",
                "--junit",
                junit.toString(),
                "--markdown",
                markdown.toString()))
        .isEqualTo(3);
    assertThat(out()).contains("\"verdict\" : \"regression\"");
    assertThat(junit).content().contains("<failure message=");
    assertThat(markdown).content().startsWith("**Gate: regression.");
  }

  @Test
  void mistakeInAPolicy_isToldWithLineAndColumn() throws IOException {
    Path policy = Files.writeString(folder.resolve("gate.yaml"), "schema: 1\nmust_se: 3\n");
    assertThat(visor("gate", QUICK, "--against", QUICK, "--policy", policy.toString()))
        .isEqualTo(2);
    assertThat(err()).contains("gate.yaml:2:1").contains("did you mean 'must_see'?");
  }

  @Test
  void publishingWhereThereIsNoLeaderboard_isAUsageError() {
    assertThat(visor("publish", QUICK, folder + "/none")).isEqualTo(2);
    assertThat(err()).contains("no leaderboard").contains("suite.yaml");
  }

  @Test
  void report_isAPageOfItsOwn() throws IOException {
    Path page = folder.resolve("pages/quick.html");

    assertThat(visor("report", QUICK, "--films", "0", "--out", page.toString())).isZero();

    assertThat(out()).isEqualTo(page + System.lineSeparator());
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("lompo", "</html>");
  }

  @Test
  void reportOfNoRun_isAUsageError() {
    assertThat(visor("report", folder.toString())).isEqualTo(2);
    assertThat(err()).contains("trials.csv is missing").contains(folder.toString());
    assertThat(visor("report", QUICK, "--films", "-1")).isEqualTo(2);
  }

  @Test
  void videoOfWhatIsNoTrial_isAUsageError() {
    assertThat(visor("video", QUICK)).isEqualTo(2);
    assertThat(err()).contains("no finished trial").contains("runs/<run>/trials/<trial>");
    assertThat(visor("video", folder + "/none")).isEqualTo(2);
    assertThat(err()).contains("no such folder");
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
