package dev.visor.core.plugin;

import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code plugins.lock}: the plugins that may be used, by the SHA-256 of their jars. A line for
 * each, {@code <sha256> <plugin id>}; {@code #} begins a comment. A jar that is not in it, or is
 * another one, is refused before any of its code runs.
 */
public final class PluginLock {
  private static final String HEADING =
      "# The plugins that may be used, by SHA-256 of their jars. visor plugins lock writes it.\n";
  private static final String REMEDY =
      "if you trust the jar, run visor plugins lock; else put the old one back";

  private final Path file;
  private final Map<String, String> sha256ById;

  private PluginLock(Path file, Map<String, String> sha256ById) {
    this.file = file;
    this.sha256ById = sha256ById;
  }

  /**
   * Reads a lock, if there is one.
   *
   * @throws VisorException with exit code 6 if it cannot be read
   */
  public static Optional<PluginLock> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String> pinned = new LinkedHashMap<>();
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        String text = line.replaceFirst("#.*", "").strip();
        String[] parts = text.split("\\s+");
        if (text.isEmpty()) {
          continue;
        }
        if (parts.length != 2 || !parts[0].matches("[0-9a-f]{64}")) {
          throw VisorException.integrity(
              "the line is no SHA-256 with a plugin's id", file + ":" + number, REMEDY);
        }
        pinned.put(parts[1], parts[0]);
      }
    } catch (IOException e) {
      throw VisorException.integrity(
              "the lock cannot be read: " + e, file.toString(), "check its permissions")
          .causedBy(e);
    }
    return Optional.of(new PluginLock(file, pinned));
  }

  /** Writes a lock of these plugins, in the place of an older one. */
  public static void write(Path file, List<PluginVetting.Candidate> plugins) {
    StringBuilder text = new StringBuilder(HEADING);
    plugins.forEach(plugin -> text.append(plugin.sha256() + "  " + plugin.id() + "\n"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path partial = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(partial, text);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw VisorException.usage(
              "the lock cannot be written: " + e, file.toString(), "check the permissions")
          .causedBy(e);
    }
  }

  /**
   * Refuses what is not pinned.
   *
   * @throws VisorException with exit code 6, naming both digests
   */
  public void check(List<PluginVetting.Candidate> plugins) {
    for (PluginVetting.Candidate plugin : plugins) {
      String pinned = sha256ById.get(plugin.id());
      if (!plugin.sha256().equals(pinned)) {
        throw VisorException.integrity(
            "the plugin '"
                + plugin.id()
                + "' has the SHA-256 "
                + plugin.sha256()
                + (pinned == null ? " and is not in " + file : ", and " + file + " says " + pinned),
            plugin.jar().toString(),
            REMEDY);
      }
    }
  }
}
