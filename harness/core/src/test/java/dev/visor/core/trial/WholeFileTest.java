package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file that cannot be written: it stays as it was. */
class WholeFileTest {
  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeOnce() throws IOException {
    file = folder.resolve("checkpoint");
    WholeFile.write(file, out -> out.write(1));
  }

  @Test
  void what_a_full_disk_does_not_take_is_told_as_that() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    Files.createSymbolicLink(folder.resolve("checkpoint.part"), full);

    Throwable thrown =
        catchThrowable(() -> WholeFile.write(file, out -> out.write(new byte[1 << 20])));

    assertThat(thrown)
        .isInstanceOf(UnwrittenException.class)
        .hasMessageContaining("checkpoint could not be written");
    assertOnlyWhatWasThere();
  }

  @Test
  void what_the_content_throws_is_its_own() throws IOException {
    IOException own = new IOException("a plugin's");

    Throwable thrown =
        catchThrowable(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(2);
                      throw own;
                    }));

    assertThat(thrown).isSameAs(own);
    assertOnlyWhatWasThere();
  }

  @Test
  void a_plugin_that_interrupts_itself_is_not_told_as_a_full_disk_is() throws IOException {
    Throwable thrown =
        catchThrowable(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      Thread.currentThread().interrupt();
                      out.write(new byte[1 << 20]);
                    }));
    Thread.interrupted();

    assertThat(thrown).isInstanceOf(IOException.class).isNotInstanceOf(UnwrittenException.class);
    assertOnlyWhatWasThere();
  }

  @Test
  void a_folder_that_is_not_there_is_told_as_a_full_disk_is() {
    assertThat(catchThrowable(() -> WholeFile.write(folder.resolve("no/file"), out -> {})))
        .isInstanceOf(UnwrittenException.class);
  }

  private void assertOnlyWhatWasThere() throws IOException {
    assertThat(file).hasBinaryContent(new byte[] {1});
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }
}
