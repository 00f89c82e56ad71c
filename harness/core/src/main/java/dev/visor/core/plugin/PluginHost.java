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
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads plugins once, at start-up.
 *
 * <p>A jar that cannot be a plugin of this Visor (no jar, no index, a manifest without the needed
 * entries, made for another version, an id that another jar already has) ends the start with exit
 * code 6: two runs with the same jars must see the same plugins. A jar that bundles what the host
 * shares, that a {@link PluginVetting} warns of, or whose own code fails is kept as {@linkplain
 * LoadedPlugin.Broken broken}, and everything else works without it.
 */
public final class PluginHost {
  /** Of processor time: far longer than any description takes, and short enough to wait for. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private PluginHost() {}

  /**
   * Reads plugins whose code may run in this process, whatever it does.
   *
   * @param jarsOrFolders jars, and folders of which every {@code .jar} is one; in any order
   * @throws VisorException with exit code 2 if a path does not exist, 6 if a jar is refused
   */
  public static PluginRegistry start(List<Path> jarsOrFolders) {
    return start(jarsOrFolders, PluginVetting.NONE);
  }

  /** Reads plugins that somebody looks at before any of their code runs. */
  public static PluginRegistry start(List<Path> jarsOrFolders, PluginVetting vetting) {
    return start(jarsOrFolders, vetting, VisorVersion.current(), LIMIT, jar -> {});
  }

  /**
   * Reads plugins in a process that may be lost with them.
   *
   * @param limit of processor time, and of standing still, for a plugin to describe itself in
   * @param next is told each jar before its code first runs
   */
  public static PluginRegistry probe(List<Path> jars, Duration limit, Consumer<Path> next) {
    return start(jars, PluginVetting.NONE, VisorVersion.current(), limit, next);
  }

  /** What is known of jars from their files alone; throws as {@link #start} does. */
  public static List<PluginVetting.Candidate> candidates(List<Path> jarsOrFolders) {
    return jars(jarsOrFolders).stream().map(PluginJar::read).map(PluginHost::candidate).toList();
  }

  static PluginRegistry start(List<Path> jarsOrFolders, String visorVersion, Duration limit) {
    return start(jarsOrFolders, PluginVetting.NONE, visorVersion, limit, jar -> {});
  }

  private static PluginRegistry start(
      List<Path> jarsOrFolders,
      PluginVetting vetting,
      String visorVersion,
      Duration limit,
      Consumer<Path> next) {
    List<PluginJar> jars = jars(jarsOrFolders).stream().map(PluginJar::read).toList();
    refuseTwins(jars);
    Map<Path, String> flaws = new HashMap<>();
    jars.stream()
        .filter(jar -> !jar.flaw().isEmpty())
        .forEach(jar -> flaws.put(jar.path(), jar.flaw()));
    List<PluginJar> sound = jars.stream().filter(jar -> jar.flaw().isEmpty()).toList();
    flaws.putAll(vetting.warnings(sound.stream().map(PluginHost::candidate).toList()));
    VisorPluginManager manager = new VisorPluginManager(visorVersion);
    manager.load(sound.stream().filter(jar -> !flaws.containsKey(jar.path())).toList());
    PluginReader reader = new PluginReader(manager, new Patience(limit));
    List<PluginReader.Reading> readings = new ArrayList<>();
    for (PluginJar jar : jars.stream().sorted(Comparator.comparing(PluginJar::id)).toList()) {
      String flaw = flaws.get(jar.path());
      if (flaw == null) {
        next.accept(jar.path());
      }
      readings.add(flaw == null ? reader.read(jar) : PluginReader.unread(jar, flaw));
    }
    return Merger.merge(readings);
  }

  private static PluginVetting.Candidate candidate(PluginJar jar) {
    return new PluginVetting.Candidate(jar.path(), jar.id(), jar.sha256());
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
