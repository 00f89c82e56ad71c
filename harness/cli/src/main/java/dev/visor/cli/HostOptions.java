package dev.visor.cli;

import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has: where plugins and data are. */
final class HostOptions {
  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      description = "A plugin jar to use beside those that are installed; may be given again.")
  List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      description = "Where datasets are kept (default: $VISOR_DATA, or data in $VISOR_HOME).")
  @Nullable Path data;

  private final Map<String, String> environment;

  HostOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /** {@code $VISOR_HOME}: what Visor keeps between runs; {@code .visor} in the user's home. */
  Path home() {
    String home = environment.get("VISOR_HOME");
    return home == null || home.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".visor")
        : Path.of(home).toAbsolutePath();
  }

  /** Where datasets are kept. */
  Path dataFolder() {
    if (data != null) {
      return data.toAbsolutePath();
    }
    String fromEnvironment = environment.get("VISOR_DATA");
    return fromEnvironment == null || fromEnvironment.isEmpty()
        ? home().resolve("data")
        : Path.of(fromEnvironment).toAbsolutePath();
  }

  /** Every plugin jar: those that ship with Visor, those in the user's folder, those named. */
  List<Path> pluginJars() {
    List<Path> jars = new ArrayList<>();
    String installation = System.getProperty("visor.home");
    if (installation != null) {
      jars.addAll(jarsIn(Path.of(installation, "plugins")));
    }
    jars.addAll(ownPluginJars());
    return jars;
  }

  /** Those that do not ship with Visor. */
  List<Path> ownPluginJars() {
    List<Path> jars = new ArrayList<>(jarsIn(home().resolve("plugins")));
    for (Path plugin : plugins) {
      if (!Files.exists(plugin)) {
        throw VisorException.usage(
            "there is no file " + plugin, "--plugin", "build the plugin, or correct the path");
      }
      jars.add(plugin.toAbsolutePath());
    }
    return jars;
  }

  /** Which of a user's own plugins may be used, if the user has pinned them. */
  Path lock() {
    return home().resolve("plugins.lock");
  }

  /** The scripts that benchmarks are compared with; there in an installation alone. */
  Optional<Path> yardsticks() {
    return Optional.ofNullable(System.getProperty("visor.home"))
        .map(installation -> Path.of(installation, "yardsticks"));
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw VisorException.usage(
              "the plugin folder cannot be read: " + e.getMessage(),
              folder.toString(),
              "check its permissions")
          .causedBy(e);
    }
  }
}
