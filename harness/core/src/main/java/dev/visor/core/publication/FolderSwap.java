package dev.visor.core.publication;

import dev.visor.core.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
      sync(next);
      Files.move(folder, last, StandardCopyOption.ATOMIC_MOVE);
      try {
        Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.move(last, folder, StandardCopyOption.ATOMIC_MOVE);
        throw e;
      }
      FileTree.sync(folder.resolveSibling("")); // before the old one is gone for good
      FileTree.delete(last);
    } finally {
      FileTree.delete(next);
    }
  }

  private void copy() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        copy(file, next.resolve(folder.relativize(file).toString()));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * A file of many is kept, not copied: both folders have a name for it until one is gone. What
   * changes it makes a new file and renames it, so that the old folder's stays as it is.
   */
  private static void copy(Path file, Path to) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(to);
    } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.copy(file, to, LinkOption.NOFOLLOW_LINKS);
    } else {
      try {
        Files.createLink(to, file);
      } catch (IOException | UnsupportedOperationException e) { // a file system without such names
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        FileTree.sync(to);
      }
    }
  }

  /** Flushes the names in a folder, and in the folders in it, to the disk. */
  private static void sync(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          FileTree.sync(file);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
