package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * The native library: whether it is there, which version, and from which files.
 *
 * <p>It is loaded once, when anything of this package is first used. Before any other call two
 * handlers are installed in it (the preset's handlers.h): an error inside MuJoCo, which would end
 * the process, becomes an exception in the thread that called it, and a warning, which would be
 * written into a file in the current folder, is only counted; {@link Simulation} reads the
 * counters.
 */
public final class Mujoco {
  private static final Library LIBRARY = load();

  private Mujoco() {}

  /** Whether models can be simulated here. */
  public static boolean available() {
    return LIBRARY.problem() == null;
  }

  /**
   * MuJoCo's version, such as {@code 2.2.2}.
   *
   * @throws MujocoException if it is not {@link #available()}
   */
  public static String version() {
    require();
    return MuJoCo.mj_versionString().getString();
  }

  /** Why MuJoCo is not {@link #available()} and what helps; empty if it is. */
  public static String problem() {
    String problem = LIBRARY.problem();
    return problem == null ? "" : problem;
  }

  /**
   * The library files in use, MuJoCo's and those it needs, sorted by name; empty if it is not
   * {@link #available()}. They are part of what a result depends on.
   */
  public static List<Path> libraries() {
    return LIBRARY.files();
  }

  /** Loads the library, or says why it cannot be used. */
  static void require() {
    String problem = LIBRARY.problem();
    if (problem != null) {
      throw new MujocoException(problem);
    }
  }

  private static Library load() {
    try {
      Path file = Path.of(Loader.load(MuJoCo.class));
      MuJoCo.installHandlers();
      return new Library(files(file), null);
    } catch (LinkageError | RuntimeException | IOException e) {
      return new Library(List.of(), explain(e));
    }
  }

  /** What of the folder of our library is mapped into this process. */
  private static List<Path> files(Path library) throws IOException {
    String folder = library.toRealPath().getParent() + "/";
    try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
      return mappings
          .filter(line -> line.contains(folder))
          .map(line -> Path.of(line.substring(line.indexOf(folder))))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static String explain(Throwable problem) {
    StringBuilder text = new StringBuilder("MuJoCo's native library cannot be loaded: ");
    text.append(problem.getMessage());
    for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
      text.append("; ").append(cause.getMessage());
    }
    return text.append(
            ". It is part of the jar visor-mujoco-preset, for Linux on x86-64 with glibc 2.34 or"
                + " later (Debian 12).")
        .toString();
  }

  private record Library(List<Path> files, @Nullable String problem) {}
}
