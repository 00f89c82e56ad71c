package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * The native library: whether it is there, which version, and from which files.
 *
 * <p>It is loaded once, when anything of this package is first used. Before any other call two
 * handlers are installed in it. By default MuJoCo answers an error by printing a question, waiting
 * for a key on the standard input and ending the process; our handler throws instead, and the
 * exception passes through MuJoCo into the thread that called it. By default it writes its warnings
 * into a file in the current folder; our handler drops the text, since each simulation counts its
 * warnings and {@link Simulation} reads the counters.
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
      ErrorHandler error = new ErrorHandler();
      WarningHandler warning = new WarningHandler();
      MuJoCo.mju_user_error(error);
      MuJoCo.mju_user_warning(warning);
      return new Library(files(file), null, error, warning);
    } catch (LinkageError | OutOfMemoryError | RuntimeException | IOException e) {
      return new Library(List.of(), explain(e), null, null);
    }
  }

  private static List<Path> files(Path library) throws IOException {
    try (Stream<Path> beside = Files.list(library.toAbsolutePath().getParent())) {
      // JavaCPP puts links without a version beside the files.
      return beside
          .filter(file -> file.getFileName().toString().contains(".so"))
          .filter(file -> !Files.isSymbolicLink(file))
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

  /** The handlers are kept here because MuJoCo holds no reference that the collector would see. */
  private record Library(
      List<Path> files,
      @Nullable String problem,
      @Nullable ErrorHandler error,
      @Nullable WarningHandler warning) {}

  private static final class ErrorHandler extends MuJoCo.Mju_user_error_BytePointer {
    @Override
    public void call(BytePointer message) {
      throw new NativeError(message.getString());
    }
  }

  private static final class WarningHandler extends MuJoCo.Mju_user_warning_BytePointer {
    @Override
    public void call(BytePointer message) {}
  }

  /** What {@link ErrorHandler} throws; JavaCPP turns it into a RuntimeException with its text. */
  private static final class NativeError extends RuntimeException {
    private static final long serialVersionUID = 1;

    NativeError(String message) {
      super(message);
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
