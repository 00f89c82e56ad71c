package dev.visor.core.plugin;

import java.util.List;
import java.util.Optional;

/**
 * The packages that a plugin shares with the host: loaded once, by the host, so that natives are
 * loaded once and an array or a policy means the same class on both sides. Everything else that the
 * host happens to use stays invisible to plugins; what they need of it they bring themselves.
 */
final class SharedPackages {
  /** Every one must live in the host: a shared package is never looked for in a plugin. */
  static final List<String> NAMES =
      List.of(
          "org.nd4j",
          "org.bytedeco",
          "org.deeplearning4j",
          "org.slf4j",
          "com.google.inject",
          "jakarta.inject",
          "dev.visor.api",
          "dev.visor.nn",
          "dev.visor.mujoco");

  private static final String MULTI_RELEASE = "META-INF/versions/";

  private SharedPackages() {}

  /** Whether the host lends a class. */
  static boolean lends(String className) {
    return NAMES.stream().anyMatch(name -> className.startsWith(name + "."));
  }

  /** The shared package that an entry of a jar belongs to. */
  static Optional<String> of(String entry) {
    String path = entry;
    if (path.startsWith(MULTI_RELEASE)) {
      path = path.substring(path.indexOf('/', MULTI_RELEASE.length()) + 1);
    }
    String file = path;
    return NAMES.stream().filter(name -> file.startsWith(name.replace('.', '/') + "/")).findFirst();
  }
}
