package dev.visor.core.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that our process is told, as a file.
 *
 * @param benchmark its name
 * @param variant of it
 * @param threads that it may use
 * @param plugins jars to load
 * @param folder for the workload's own files
 * @param export where to write what a script needs; empty for nowhere
 */
record BenchmarkOrder(
    String benchmark,
    String variant,
    int threads,
    List<String> plugins,
    String folder,
    String export) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  static BenchmarkOrder read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), BenchmarkOrder.class);
  }

  List<Path> pluginJars() {
    return plugins.stream().map(Path::of).toList();
  }

  Optional<Path> exportFolder() {
    return export.isEmpty() ? Optional.empty() : Optional.of(Path.of(export));
  }
}
