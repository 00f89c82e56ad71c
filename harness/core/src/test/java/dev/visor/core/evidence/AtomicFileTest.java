package dev.visor.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void write_makes_the_folders_and_replaces_the_file() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFile.write(file, "old");
    AtomicFile.write(file, "n\u00e9w");

    assertThat(Files.readString(file)).isEqualTo("n\u00e9w");
    assertThat(names(folder.resolve("a/b"))).containsExactly("c.txt");
  }

  @Test
  void write_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
    Path file = folder.resolve("c.txt");
    AtomicFile.write(file, "old");

    assertThatIOException()
        .isThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    writer -> {
                      writer.write("half");
                      throw new IOException("disk full");
                    }));

    assertThat(file).hasContent("old");
    assertThat(names(folder)).containsExactly("c.txt");
  }

  @Test
  void half_a_surrogate_pair_does_not_stop_the_writing() throws IOException {
    Path file = folder.resolve("c.txt");

    AtomicFile.write(file, "a\ud83db");

    assertThat(file).hasContent("a?b");
  }

  @Test
  void may_be_read_by_those_who_may_read_other_new_files() throws IOException {
    Path usual = Files.writeString(folder.resolve("usual.txt"), "made as any file is");
    Path file = folder.resolve("c.txt");

    AtomicFile.write(file, "results");

    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
  }

  private static Stream<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(path -> path.getFileName().toString()).toList().stream();
    }
  }
}
