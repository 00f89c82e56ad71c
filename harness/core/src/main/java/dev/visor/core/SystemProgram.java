package dev.visor.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Programs of the operating system that help to start a process, and are not everywhere. */
public final class SystemProgram {
  private SystemProgram() {}

  /**
   * Begins a session for the process that the rest of the command starts: an interrupt from the
   * terminal then reaches the parent alone, which lets its children come to a good end.
   */
  public static Optional<String> setsid() {
    return find("setsid");
  }

  /** Binds the process that the rest of the command starts to processors. */
  public static Optional<String> taskset() {
    return find("taskset");
  }

  /** Where the system keeps its own, whatever the user's path names first. */
  private static Optional<String> find(String name) {
    return List.of("/usr/bin", "/bin").stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
