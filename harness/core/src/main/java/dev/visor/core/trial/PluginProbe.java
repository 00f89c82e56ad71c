package dev.visor.core.trial;

import dev.visor.core.FileTree;
import dev.visor.core.VisorException;
import dev.visor.core.VisorVersion;
import dev.visor.core.evidence.AtomicFile;
import dev.visor.core.plugin.PluginVetting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Has plugins describe themselves in another process before they do so in this one. To describe
 * itself, a plugin runs code of its own, its static initialisers above all: one that hangs, ends
 * the process or breaks it would take with it whoever lists or plans.
 *
 * <p>A jar that came through once is not tried again: {@code plugins.sound} holds its SHA-256, with
 * the Visor and the Java that it was tried with. So the other process is started after a plugin was
 * built or installed, and at no other time.
 */
public final class PluginProbe implements PluginVetting {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** For a process that cannot be busy for so long unless a plugin has broken its watch. */
  private static final Duration START = Duration.ofMinutes(1);

  private static final int LONGEST = 30;
  private static final long MEMORY = 1L << 30;

  private final Path home;
  private final Duration limit;

  /**
   * @param home what Visor keeps between runs
   */
  public PluginProbe(Path home) {
    this(home, LIMIT);
  }

  PluginProbe(Path home, Duration limit) {
    this.home = home;
    this.limit = limit;
  }

  @Override
  public Map<Path, String> warnings(List<Candidate> candidates) {
    Set<String> sound = sound();
    if (candidates.stream().allMatch(candidate -> sound.contains(line(candidate)))) {
      return Map.of();
    }
    Map<Path, String> warnings = new HashMap<>();
    List<Path> left = new ArrayList<>(candidates.stream().map(Candidate::jar).toList());
    Extent extent = Extent.SOME;
    // What breaks the process hides those behind it.
    while (extent == Extent.SOME && !left.isEmpty()) {
      Report report = probe(left);
      warnings.putAll(report.warnings);
      left.removeAll(report.warnings.keySet());
      extent = report.extent;
    }
    if (extent == Extent.NONE) {
      return warnings;
    }
    candidates.stream()
        .filter(candidate -> !warnings.containsKey(candidate.jar()))
        .forEach(candidate -> sound.add(line(candidate)));
    remember(sound);
    return warnings;
  }

  /** How many of the jars were tried. */
  private enum Extent {
    NONE,
    SOME,
    ALL
  }

  /** What is wrong with jars, of those that were tried. */
  private record Report(Map<Path, String> warnings, Extent extent) {}

  /** Starts the other process once. */
  private Report probe(List<Path> jars) {
    try {
      Path folder = Files.createTempDirectory("visor-probe-");
      try {
        return probe(jars, folder);
      } finally {
        forget(folder);
      }
    } catch (IOException e) {
      throw VisorException.usage(
              "the plugins cannot be tried in a process of their own: " + e,
              System.getProperty("java.io.tmpdir"),
              "check the disk's free space and the folder's permissions")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while plugins were tried", e);
    }
  }

  /** With whatever the plugins left where they ran; what was found does not depend on it. */
  private static void forget(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      // It lies in the folder for temporary files: whoever tidies that up will find it.
      return;
    }
  }

  private Report probe(List<Path> jars, Path folder) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(limit.toString());
    jars.forEach(jar -> arguments.add(jar.toAbsolutePath().toString()));
    Path report = folder.resolve("report.txt");
    Process process =
        new ChildJvm(ownClassPath(), home, 1, MEMORY, false)
            .process(PluginProbeMain.class, arguments, folder)
            .redirectOutput(report.toFile())
            .redirectError(folder.resolve("log.txt").toFile())
            .start();
    boolean ended;
    try {
      ended = await(process, START.plus(limit.multipliedBy(jars.size())));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      ProcessSession.end(process.pid());
    }
    return judge(jars, Files.readAllLines(report), ended ? process.exitValue() : -1, folder);
  }

  /**
   * Whether a process ends within a limit of processor time; on a busy machine that takes longer.
   */
  private static boolean await(Process process, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.multipliedBy(LONGEST).toNanos();
    while (!process.waitFor(1, TimeUnit.SECONDS)) {
      Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
      if (used.compareTo(limit) > 0 || System.nanoTime() - end > 0) {
        return false;
      }
    }
    return true;
  }

  private static Report judge(List<Path> jars, List<String> report, int exit, Path folder) {
    Map<String, Path> byText = new HashMap<>();
    jars.forEach(jar -> byText.put(jar.toAbsolutePath().toString(), jar));
    Map<Path, String> found = new HashMap<>();
    Path last = null;
    for (String line : report) {
      String[] parts = line.split("\t", 3);
      if (parts[0].equals(PluginProbeMain.DONE)) {
        return new Report(found, Extent.ALL);
      }
      if (parts[0].equals(PluginProbeMain.UNTRIED)) {
        return new Report(found, Extent.NONE);
      }
      Path jar = parts.length > 1 ? byText.get(parts[1]) : null;
      if (jar != null && parts[0].equals(PluginProbeMain.READING)) {
        last = jar;
      } else if (jar != null && parts.length == 3) {
        found.put(jar, parts[2]);
      }
    }
    if (last == null) {
      throw VisorException.usage(
          "the process that plugins are tried in came to none of them; it ended with " + exit,
          jars.get(0).toString(),
          "look whether the machine has memory and processors to spare, and run it again");
    }
    found.put(last, "asked to describe itself, it " + end(exit, folder));
    return new Report(found, Extent.SOME);
  }

  private static String end(int exit, Path folder) {
    if (Files.exists(folder.resolve("crash.log"))) {
      return "crashed the process in native code";
    }
    return exit < 0 ? "did not come to an end" : "ended the process with exit code " + exit;
  }

  private static List<CodeEntry> ownClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> new CodeEntry(entry, Path.of(entry).toAbsolutePath(), "", false, false))
        .toList();
  }

  private static String line(Candidate candidate) {
    return candidate.sha256()
        + " visor "
        + VisorVersion.current()
        + " java "
        + System.getProperty("java.runtime.version");
  }

  private Path file() {
    return home.resolve("plugins.sound");
  }

  private Set<String> sound() {
    try {
      return Files.exists(file())
          ? new TreeSet<>(Files.readAllLines(file()))
          : new LinkedHashSet<>();
    } catch (IOException e) {
      // A memory that cannot be read is none.
      return new LinkedHashSet<>();
    }
  }

  private void remember(Set<String> sound) {
    try {
      AtomicFile.write(file(), String.join("\n", sound) + "\n");
    } catch (IOException e) {
      // They are tried again next time; whoever cannot write here is told so by the run itself.
      return;
    }
  }
}
