package dev.visor.core.publication;

import dev.visor.core.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Changes a folder as a whole: a copy is changed beside it and takes its place by renames, so that
 * whoever looks finds all of the old or all of the new. Between the two renames there is a moment
 * without a folder; if the power goes just then, {@link #recover} puts the old one back.
 */
final class FolderSwap {
  private final Path folder;
  private final Path next;
  private final Path last;
  private final Path lock;

  FolderSwap(Path folder) {
    this.folder = real(folder);
    this.next = this.folder.resolveSibling("." + this.folder.getFileName() + ".next");
    this.last = this.folder.resolveSibling("." + this.folder.getFileName() + ".last");
    this.lock = this.folder.resolveSibling("." + this.folder.getFileName() + ".lock");
  }

  /** The file that stands for the right to change the folder. */
  Path lock() {
    return lock;
  }

  /** Where a link leads, for a link that is renamed over would be gone. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize(); // there is none, or none any more
    }
  }

  /** What is done to the copy. */
  @FunctionalInterface
  interface Change {
    void applyTo(Path copy) throws IOException;
  }

  /** Undoes what was cut short. */
  void recover() throws IOException {
    if (Files.exists(last)) {
      if (Files.exists(folder)) {
        FileTree.delete(last);
      } else {
        Files.move(last, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    FileTree.delete(next);
  }

  /** Changes the folder, or leaves it as it was. */
  void apply(Change change) throws IOException {
    recover();
    try {
      copy();
      change.applyTo(next);
      Files.move(folder, last, StandardCopyOption.ATOMIC_MOVE);
      try {
        Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.move(last, folder, StandardCopyOption.ATOMIC_MOVE);
        throw e;
      }
      FileTree.delete(last);
    } finally {
      FileTree.delete(next);
    }
  }

  private void copy() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(
          file -> {
            try {
              Files.copy(
                  file,
                  next.resolve(folder.relativize(file).toString()),
                  StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
