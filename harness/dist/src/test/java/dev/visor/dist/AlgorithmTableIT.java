package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README lists the algorithms that are there. */
class AlgorithmTableIT {
  private static final Path ROOT = Path.of(System.getProperty("visor.root"));

  @TempDir Path folder;

  @Test
  void table_isWhatTheCommandPrints() throws IOException {
    VisorProcess.Ended ended = new VisorProcess(folder).run("algorithms", "list", "--markdown");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .as("put what `visor algorithms list --markdown` prints into the README")
        .contains(ended.out());
  }
}
