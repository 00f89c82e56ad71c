package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed boards that are complete are still the answer to what their suites ask. */
class CommittedBoardsIT {
  private static final Path ROOT = Path.of(System.getProperty("visor.root"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"quick", "ci"})
  void nothing_is_missing(String board) {
    VisorProcess.Ended run =
        new VisorProcess(folder)
            .run("run", ROOT.resolve("leaderboards").resolve(board).toString(), "--extend");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("nothing is missing in");
    assertThat(run.out()).contains("lompo");
  }
}
