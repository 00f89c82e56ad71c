package dev.visor.core.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Looks at plugins before any of their code runs in this process. */
@FunctionalInterface
public interface PluginVetting {
  /** Warns of nothing. */
  PluginVetting NONE = candidates -> Map.of();

  /**
   * A plugin as a file.
   *
   * @param jar where it lies
   * @param id its {@code Plugin-Id}
   * @param sha256 of the jar, in hexadecimal
   */
  record Candidate(Path jar, String id, String sha256) {}

  /**
   * Which of them must not run here.
   *
   * @return reasons by jar, as sentences without a full stop; those jars are kept as broken
   * @throws dev.visor.core.VisorException if none of them may be used
   */
  Map<Path, String> warnings(List<Candidate> candidates);
}
