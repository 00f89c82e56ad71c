package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Artifacts;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactFilesTest {
  @TempDir Path temporary;

  @Test
  void write_leavesTheFileInItsFolder_andReplacesOneOfTheSameName() {
    Path folder = temporary.resolve("trial").resolve("artifacts");
    Artifacts artifacts = new ArtifactFiles(folder);
    artifacts.write("open-loop.png", new byte[] {1, 2, 3});
    artifacts.write("open-loop.png", new byte[] {4});
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("open-loop.png"));
    assertThat(folder.resolve("open-loop.png")).hasBinaryContent(new byte[] {4});
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../policy", "a/b", "Upper.png", ".hidden"})
  void write_ofWhatIsNoPlainName_isRefused(String name) {
    assertThatThrownBy(() -> new ArtifactFiles(temporary).write(name, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be an artifact's name");
  }

  @Test
  void write_whereNoFolderCanBe_namesTheArtifact() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> new ArtifactFiles(file).write("a.png", new byte[1]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a.png");
  }
}
