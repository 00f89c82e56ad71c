package dev.visor.core.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.core.evidence.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSwapTest {
  @TempDir Path place;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(place.resolve("board"));
    Files.createDirectory(folder.resolve("manifests"));
    Files.writeString(folder.resolve("README.md"), "ours");
    Files.writeString(folder.resolve("manifests/one.json"), "1");
  }

  @Test
  void changedFolder_takesThePlaceOfTheOldOne() throws IOException {
    new FolderSwap(folder)
        .apply(
            copy -> {
              AtomicFile.write(copy.resolve("manifests/one.json"), "one");
              AtomicFile.write(copy.resolve("manifests/two.json"), "2");
            });

    assertThat(folder.resolve("README.md")).hasContent("ours");
    assertThat(folder.resolve("manifests/one.json")).hasContent("one");
    assertThat(folder.resolve("manifests/two.json")).hasContent("2");
    assertThat(names(place)).containsExactly("board");
  }

  @Test
  void changeThatFails_leavesEveryFileAsItWas() throws IOException {
    assertThatThrownBy(
            () ->
                new FolderSwap(folder)
                    .apply(
                        copy -> {
                          AtomicFile.write(copy.resolve("manifests/one.json"), "one");
                          Files.delete(copy.resolve("README.md"));
                          throw new IOException("no space left");
                        }))
        .hasMessage("no space left");

    assertThat(folder.resolve("README.md")).hasContent("ours");
    assertThat(folder.resolve("manifests/one.json")).hasContent("1");
    assertThat(names(place)).containsExactly("board");
  }

  @Test
  void links_leadWhereTheyLed() throws IOException {
    Path films = Files.createDirectory(place.resolve("films"));
    Files.writeString(films.resolve("one.gif"), "GIF");
    Files.createSymbolicLink(folder.resolve("films"), Path.of("..", "films"));
    Files.createSymbolicLink(folder.resolve("gone"), Path.of("nowhere"));

    new FolderSwap(folder).apply(copy -> {});

    assertThat(folder.resolve("films")).isSymbolicLink();
    assertThat(folder.resolve("films/one.gif")).hasContent("GIF");
    assertThat(Files.readSymbolicLink(folder.resolve("gone"))).isEqualTo(Path.of("nowhere"));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
