package dev.visor.cli;

import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where results are made again: a folder that the user names, or a temporary one that is taken away
 * at the end.
 *
 * @param path absolute, for trials run in folders of their own: where they are must not depend on
 *     the current one
 */
record ReproductionFolder(Path path, boolean temporary) implements AutoCloseable {

  static ReproductionFolder of(@Nullable Path named) {
    try {
      return named == null
          ? new ReproductionFolder(Files.createTempDirectory("visor-reproduce-"), true)
          : new ReproductionFolder(named.toAbsolutePath(), false);
    } catch (IOException e) {
      throw VisorException.usage(
              "there is no room for temporary files: " + e,
              System.getProperty("java.io.tmpdir"),
              "name a folder with --out")
          .causedBy(e);
    }
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
