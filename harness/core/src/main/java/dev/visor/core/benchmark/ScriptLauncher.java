package dev.visor.core.benchmark;

import dev.visor.api.BenchmarkDescriptor.Mode;
import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.api.BenchmarkDescriptor.Script;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the script of a benchmark is started. */
final class ScriptLauncher {
  private final String python;
  private final Path file;

  private ScriptLauncher(String python, Path file) {
    this.python = python;
    this.file = file;
  }

  /**
   * Looks whether script and interpreter are there.
   *
   * @throws VisorException with exit code 2 if not
   */
  static ScriptLauncher of(Script script, BenchmarkHost host, String python)
      throws InterruptedException {
    Path folder =
        host.yardsticks()
            .orElseThrow(
                () ->
                    VisorException.usage(
                        "the yardstick " + script.file() + " is part of an installation of Visor",
                        "the property visor.home, which is not set",
                        "start Visor by its launcher, ./visor"));
    Path file = folder.resolve(script.file()).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw VisorException.usage(
          "there is no yardstick " + script.file(), file.toString(), "build Visor anew");
    }
    String interpreter = absolute(python);
    try {
      Process version =
          new ProcessBuilder(interpreter, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (version.waitFor() != 0) {
        throw noPython(python, "exits with code " + version.exitValue());
      }
    } catch (IOException e) {
      throw noPython(python, "cannot be started").causedBy(e);
    }
    return new ScriptLauncher(interpreter, file);
  }

  private static VisorException noPython(String python, String how) {
    return VisorException.usage(
        "the Python interpreter '" + python + "' " + how,
        "--python",
        "apt-get install python3, or name the python of an environment that has PyTorch with"
            + " --python");
  }

  /** The process runs in another folder than this one. */
  private static String absolute(String python) {
    return python.contains("/") ? Path.of(python).toAbsolutePath().toString() : python;
  }

  /**
   * A process that is ready to be started, as a user of PyTorch starts one: of our settings it gets
   * the number of threads alone. What else makes it fast is the script's own business.
   */
  ProcessBuilder process(Path inputs, int threads, Mode mode, Precision precision) {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                python,
                file.toString(),
                "--inputs",
                inputs.toString(),
                "--threads",
                Integer.toString(threads),
                "--mode",
                mode.id(),
                "--precision",
                precision.id()));
    builder.directory(inputs.toFile());
    for (String library : List.of("OMP", "OPENBLAS", "MKL")) {
      builder.environment().put(library + "_NUM_THREADS", Integer.toString(threads));
    }
    return builder;
  }
}
