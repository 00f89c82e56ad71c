package dev.visor.core.trial;

import dev.visor.api.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Artifacts as files of one folder, which is made with the first of them. */
final class ArtifactFiles implements Artifacts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private final Path folder;

  ArtifactFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public void write(String name, byte[] content) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot be an artifact's name: give lower-case letters, digits, dots, hyphens and"
              + " underscores");
    }
    try {
      UnwrittenException.unless(folder, () -> Files.createDirectories(folder));
      WholeFile.write(folder.resolve(name), out -> out.write(content));
    } catch (IOException e) {
      throw new UncheckedIOException("the artifact " + name + " cannot be written", e);
    }
  }
}
