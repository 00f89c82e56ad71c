package dev.visor.core.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proof that a training was offline. Its class path lacks the physics engine to begin with;
 * this looks whether it came in some other way, such as inside a plugin.
 */
final class Isolation {
  private static final String PHYSICS_CLASS = "dev.visor.mujoco.Model";
  private static final String PHYSICS_LIBRARY = "libmujoco";

  private Isolation() {}

  /** What this process should not have, in one sentence. */
  static Optional<String> breach() {
    return breach(Isolation.class.getClassLoader(), Path.of("/proc/self/maps"));
  }

  /**
   * Like {@link #breach()}.
   *
   * @param loader whose classes are searched
   * @param maps the mapped files of the process, as the kernel lists them
   */
  static Optional<String> breach(ClassLoader loader, Path maps) {
    try {
      loader.loadClass(PHYSICS_CLASS);
      return Optional.of("the training process could load " + PHYSICS_CLASS);
    } catch (ClassNotFoundException expected) {
      return mapped(maps);
    }
  }

  private static Optional<String> mapped(Path maps) {
    if (!Files.exists(maps)) {
      // Another system than Linux: the class path has to do.
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(maps)) {
      return lines
          .filter(line -> line.contains(PHYSICS_LIBRARY))
          .findFirst()
          .map(
              line ->
                  "the training process had mapped "
                      + line.substring(Math.max(0, line.indexOf('/'))));
    } catch (IOException e) {
      return Optional.of("what the training process had mapped cannot be read: " + e.getMessage());
    }
  }
}
