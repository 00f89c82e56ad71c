package dev.visor.core.plugin;

import dev.visor.core.VisorException;
import dev.visor.core.VisorVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads plugins once, at start-up.
 *
 * <p>A jar that cannot be a plugin of this Visor (no jar, no index, a manifest without the needed
 * entries, made for another version, bundling what the host shares, an id that another jar already
 * has) ends the start with exit code 6: two runs with the same jars must see the same plugins. A
 * jar whose own code fails is kept as {@linkplain LoadedPlugin.Broken broken}, and everything else
 * works without it.
 */
public final class PluginHost {
  /** Far longer than any description takes, and short enough to wait for. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private PluginHost() {}

  /**
   * Reads plugins.
   *
   * @param jarsOrFolders jars, and folders of which every {@code .jar} is one; in any order
   * @throws VisorException with exit code 2 if a path does not exist, 6 if a jar is refused
   */
  public static PluginRegistry start(List<Path> jarsOrFolders) {
    return start(jarsOrFolders, VisorVersion.current(), LIMIT);
  }

  static PluginRegistry start(List<Path> jarsOrFolders, String visorVersion, Duration limit) {
    List<PluginJar> jars = jars(jarsOrFolders).stream().map(PluginJar::read).toList();
    refuseTwins(jars);
    VisorPluginManager manager = new VisorPluginManager(visorVersion);
    manager.load(jars);
    PluginReader reader = new PluginReader(manager, limit);
    List<PluginReader.Reading> readings =
        jars.stream().sorted(Comparator.comparing(PluginJar::id)).map(reader::read).toList();
    return Merger.merge(readings);
  }

  private static List<Path> jars(List<Path> jarsOrFolders) {
    Map<Path, Path> byRealPath = new TreeMap<>();
    for (Path path : jarsOrFolders) {
      try {
        if (Files.isDirectory(path)) {
          try (Stream<Path> files = Files.list(path)) {
            for (Path jar : files.filter(PluginHost::isJar).sorted().toList()) {
              byRealPath.putIfAbsent(jar.toRealPath(), jar);
            }
          }
        } else {
          byRealPath.putIfAbsent(path.toRealPath(), path);
        }
      } catch (IOException e) {
        throw VisorException.usage(
                "there is no plugin here",
                path.toString(),
                "give the path of a plugin's jar, or of a folder of them")
            .causedBy(e);
      }
    }
    return new ArrayList<>(byRealPath.values());
  }

  private static boolean isJar(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith(".");
  }

  private static void refuseTwins(List<PluginJar> jars) {
    Map<String, PluginJar> byId = new HashMap<>();
    for (PluginJar jar : jars) {
      PluginJar twin = byId.put(jar.id(), jar);
      if (twin != null) {
        throw VisorException.integrity(
            "two jars are the plugin '" + jar.id() + "'",
            twin.path() + " and " + jar.path(),
            "take one of them away");
      }
    }
  }
}
