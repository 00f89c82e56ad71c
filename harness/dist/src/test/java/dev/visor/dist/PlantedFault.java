package dev.visor.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * One place of the product's own sources, written wrongly.
 *
 * @param jar that has it, in the distribution
 * @param module folder of its sources
 * @param file below {@code src/main/java} or {@code src/main/resources}
 * @param sound text that is there, once
 * @param faulty text in its place
 */
record PlantedFault(String jar, String module, String file, String sound, String faulty) {
  private static final Path ROOT = Path.of(System.getProperty("visor.root"));

  /** The distribution with the fault; everything else is linked to. */
  Path plant(Path distribution, Path folder) {
    try {
      for (String part : List.of("lib", "plugins")) {
        Files.createDirectories(folder.resolve(part));
        try (Stream<Path> files = Files.list(distribution.resolve(part))) {
          for (Path original : files.toList()) {
            Path copy = folder.resolve(part).resolve(original.getFileName());
            if (!jar.equals(part + "/" + original.getFileName())) {
              Files.createSymbolicLink(copy, original.toAbsolutePath());
            }
          }
        }
      }
      write(distribution.resolve(jar), folder.resolve(jar), changed(distribution, folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is to stand in the jar in place of what does. */
  private Map<String, byte[]> changed(Path distribution, Path folder) throws IOException {
    boolean java = file.endsWith(".java");
    Path source = ROOT.resolve(module).resolve("src/main").resolve(java ? "java" : "resources");
    String text = Files.readString(source.resolve(file));
    assertThat(text.split(Pattern.quote(sound), -1)).as(file).hasSize(2);
    String wrong = text.replace(sound, faulty);
    if (!java) {
      return Map.of(file, wrong.getBytes(StandardCharsets.UTF_8));
    }
    Path copy = folder.resolve("source").resolve(file);
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, wrong);
    return compiled(distribution, copy, folder.resolve("classes"));
  }

  private Map<String, byte[]> compiled(Path distribution, Path source, Path classes)
      throws IOException {
    Files.createDirectories(classes);
    List<String> path = new ArrayList<>(List.of(distribution.resolve(jar).toString()));
    try (Stream<Path> lib = Files.list(distribution.resolve("lib"))) {
      lib.map(Path::toString).forEach(path::add);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int exit =
        compiler.run(
            null,
            null,
            null,
            "--release",
            "17",
            "-proc:none",
            "-nowarn",
            "-d",
            classes.toString(),
            "-cp",
            String.join(":", path),
            source.toString());
    assertThat(exit).as("the compiler on %s", file).isZero();
    Map<String, byte[]> compiled = new HashMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path found : files.filter(Files::isRegularFile).toList()) {
        compiled.put(classes.relativize(found).toString(), Files.readAllBytes(found));
      }
    }
    return compiled;
  }

  private static void write(Path original, Path copy, Map<String, byte[]> changed)
      throws IOException {
    List<String> left = new ArrayList<>(changed.keySet());
    try (JarFile from = new JarFile(original.toFile());
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy))) {
      for (JarEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new JarEntry(entry.getName()));
        byte[] other = changed.get(entry.getName());
        try (InputStream same = from.getInputStream(entry)) {
          to.write(other == null ? same.readAllBytes() : other);
        }
        to.closeEntry();
        left.remove(entry.getName());
      }
    }
    assertThat(left).as("what the jar does not have").isEmpty();
  }
}
