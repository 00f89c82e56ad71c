package dev.visor.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.core.ExitCode;
import dev.visor.core.plan.PlannedTrial;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build that replaces Visor's own jars and the plugin's while a run goes on, which has a process
 * for each phase still to start.
 */
@Tag("slow")
class RebuiltWhileRunningTest {
  private static final String SUITE =
      ToyRun.twoByTwo(200, 10)
          .replace("[random, expert]", "[random]")
          .replace("seeds: 2", "seeds: 3");

  @TempDir Path home;
  @TempDir Path place;
  private ToyRun toy;
  private List<PlannedTrial> trials;
  private List<Path> own;

  @BeforeEach
  void install() throws IOException {
    toy = new ToyRun(place, home);
    trials = toy.plan(SUITE).trials();
    own = jars(Files.createDirectory(place.resolve("lib")));
  }

  @Test
  void jars_that_are_replaced_by_others_of_their_name_disturb_nothing() throws Exception {
    ToyRunProcess run = start();
    run.awaitChildWithCheckpoint(toy.folder("run"));

    for (Path jar : jars()) {
      Path other = Files.write(place.resolve("other"), new byte[100]);
      Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
    }
    int exit = run.await();

    assertThat(exit).isEqualTo(ExitCode.OK.code());
    assertThat(codes()).hasSize(1);
  }

  /**
   * The process itself may come to an end for it; what was recorded is of one code all the same.
   */
  @Test
  void jars_that_are_overwritten_in_their_place_lose_no_trial_and_mix_into_none() throws Exception {
    ToyRunProcess run = start();
    run.awaitChildWithCheckpoint(toy.folder("run"));

    Map<Path, byte[]> before = new HashMap<>();
    for (Path jar : jars()) {
      before.put(jar, Files.readAllBytes(jar));
      Files.write(jar, new byte[100]);
    }
    run.await();
    for (Path jar : jars()) {
      Files.write(jar, before.get(jar));
    }
    int again = start().await();

    assertThat(again).isEqualTo(ExitCode.OK.code());
    assertThat(codes()).hasSize(1);
    assertThat(toy.folder("run").trialsCsv()).exists();
  }

  /** The fingerprints of all trials' code. */
  private TreeSet<String> codes() {
    return trials.stream()
        .map(trial -> toy.folder("run").manifest(trial).orElseThrow().fingerprint().sha256())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Path> jars() {
    List<Path> jars = new ArrayList<>(own);
    jars.add(place.resolve("toy.jar"));
    return jars;
  }

  private ToyRunProcess start() throws IOException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> !Files.isDirectory(path))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String ownPath =
        own.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    return ToyRunProcess.start(
        ownPath + File.pathSeparator + classPath, place, home, SUITE, "run", Map.of());
  }

  /** Visor's own classes, which this build's tests have in folders, as jars. */
  private static List<Path> jars(Path lib) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Files.isDirectory(Path.of(entry))) {
        Path jar = lib.resolve("visor-core-" + jars.size() + ".jar");
        pack(Path.of(entry), jar);
        jars.add(jar);
      }
    }
    return jars;
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
