package dev.visor.cli;

import dev.visor.core.ExitCode;
import dev.visor.core.trial.JarStamps;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipError;
import java.util.zip.ZipException;

/**
 * Explains the failure of a process whose own jars a build has overwritten: it reads classes as it
 * needs them, and finds others or none. Whatever this class needs is loaded with it.
 */
final class ReplacedJars {
  private final JarStamps own;
  private final PrintStream err;
  private final int exit = ExitCode.INTEGRITY.code();

  ReplacedJars(JarStamps own, PrintStream err) {
    this.own = own;
    this.err = err;
    own.replaced();
  }

  /** What the process exits with where this explains its failure. */
  int exit() {
    return exit;
  }

  /** Prints what is wrong and what to do, if this is the reason of a failure. */
  boolean explain(Throwable failure) {
    List<Path> replaced = own.replaced();
    if (replaced.isEmpty() || !unreadable(failure)) {
      return false;
    }
    err.println("visor: its own jars changed while it ran, as a build does it");
    err.println("  at   " + replaced.get(0));
    err.println("  try  run it again when the build has ended; what is finished is kept");
    return true;
  }

  private static boolean unreadable(Throwable failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof LinkageError
          || link instanceof ClassNotFoundException
          || link instanceof ZipException
          || link instanceof ZipError) {
        return true;
      }
    }
    return false;
  }
}
