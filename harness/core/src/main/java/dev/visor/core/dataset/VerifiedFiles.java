package dev.visor.core.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Remembers how the files of a dataset looked when they were last hashed, so that they are hashed
 * once and not at every use.
 *
 * <p>A file looks the same if path, length, i-node, time of modification and time of change are: no
 * program can set the last of these. Clocks of file systems are coarse, and a file changed twice
 * within a tick would look the same; so nothing is remembered of a file that was still being
 * written shortly before it was hashed.
 */
final class VerifiedFiles {
  private static final long COARSEST_CLOCK_MILLIS = 2_000;

  private final Path memory;

  /**
   * @param memory the file that holds what is remembered
   */
  VerifiedFiles(Path memory) {
    this.memory = memory;
  }

  /**
   * How the files look now, with the hashes that the card says.
   *
   * @param text one line a file
   * @param newest the latest time at which one of them changed, in milliseconds since 1970
   */
  record Look(String text, long newest) {
    static Look at(Path folder, DatasetCard card) throws IOException {
      StringBuilder text = new StringBuilder(folder.toRealPath() + "\n");
      long newest = 0;
      for (Map.Entry<String, DatasetCard.ArrayFile> file : card.files().entrySet()) {
        Path path = folder.resolve(file.getKey());
        FileTime modified = Files.getLastModifiedTime(path);
        FileTime changed = (FileTime) Files.getAttribute(path, "unix:ctime");
        text.append(
            String.format(
                Locale.ROOT,
                "%s %s size %d inode %s modified %d changed %d\n",
                file.getValue().sha256(),
                file.getKey(),
                Files.size(path),
                Files.getAttribute(path, "unix:ino"),
                modified.to(TimeUnit.NANOSECONDS),
                changed.to(TimeUnit.NANOSECONDS)));
        newest = Math.max(newest, Math.max(modified.toMillis(), changed.toMillis()));
      }
      return new Look(text.toString(), newest);
    }
  }

  /** Whether the files look as they did when they were hashed and found good. */
  boolean cover(Look look) {
    try {
      return Files.readString(memory).equals(look.text);
    } catch (IOException e) {
      return false; // nothing is remembered
    }
  }

  /**
   * Remembers that files are good.
   *
   * @param look how they looked before they were hashed
   * @param hashedFrom when hashing began, in milliseconds since 1970
   */
  void remember(Look look, long hashedFrom) {
    if (look.newest + COARSEST_CLOCK_MILLIS > hashedFrom) {
      return;
    }
    Path beside = memory.resolveSibling(memory.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(memory.getParent());
      Files.writeString(beside, look.text);
      Files.move(beside, memory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // A store that cannot be written to is hashed again at the next use: slower, not wrong.
      beside.toFile().delete();
    }
  }
}
