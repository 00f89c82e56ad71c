package dev.visor.core.plugin;

import dev.visor.core.VisorException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.pf4j.PluginDependency;

/**
 * A plugin's jar as a file: what it says of itself, read before any of its code runs.
 *
 * @param path where it lies
 * @param sha256 of the whole file, in hexadecimal
 * @param id {@code Plugin-Id}
 * @param version {@code Plugin-Version}
 * @param requires {@code Plugin-Requires}: versions of Visor it works with
 * @param provider {@code Plugin-Provider}, or empty
 * @param description {@code Plugin-Description}, or empty
 * @param needs ids in {@code Plugin-Dependencies}, those that are optional among them
 * @param extensions class names in its index, sorted
 * @param flaw why none of its code may run here; empty if nothing is known against it
 */
record PluginJar(
    Path path,
    String sha256,
    String id,
    String version,
    String requires,
    String provider,
    String description,
    List<String> needs,
    List<String> extensions,
    String flaw) {
  static final String INDEX = "META-INF/extensions.idx";

  PluginJar {
    needs = List.copyOf(needs);
    extensions = List.copyOf(extensions);
  }

  /**
   * Reads a jar and checks all that can be known without loading a class.
   *
   * @throws VisorException with exit code 6 if it is no plugin jar
   */
  static PluginJar read(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      Manifest manifest = jar.getManifest();
      Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
      return new PluginJar(
          path,
          sha256(path),
          required(path, attributes, "Plugin-Id"),
          required(path, attributes, "Plugin-Version"),
          required(path, attributes, "Plugin-Requires"),
          optional(attributes, "Plugin-Provider"),
          optional(attributes, "Plugin-Description"),
          needs(optional(attributes, "Plugin-Dependencies")),
          index(path, jar),
          bundled(jar));
    } catch (ZipException e) {
      throw refusal(
              path,
              "this is no jar, or a damaged one: " + e.getMessage(),
              "build or copy it again, or take it out of the plugin folder")
          .causedBy(e);
    } catch (IOException e) {
      throw refusal(
              path,
              "this plugin cannot be read: " + e,
              "check that the file exists and may be read")
          .causedBy(e);
    }
  }

  /** The error that says why a jar is not loaded. */
  static VisorException refusal(Path jar, String what, String remedy) {
    return VisorException.integrity(what, jar.toString(), remedy);
  }

  /** What is in it that must come from the host: the natives of a second copy would clash. */
  private static String bundled(JarFile jar) {
    Map<String, Long> files = new TreeMap<>();
    jar.stream()
        .filter(entry -> !entry.isDirectory())
        .flatMap(entry -> SharedPackages.of(entry.getName()).stream())
        .forEach(name -> files.merge(name, 1L, Long::sum));
    if (files.isEmpty()) {
      return "";
    }
    String first = files.keySet().iterator().next();
    return "it bundles "
        + first
        + " ("
        + files.get(first)
        + " files), which the host shares; give every dependency in "
        + String.join(", ", files.keySet())
        + " the scope 'provided', so that the jar leaves it out";
  }

  private static String required(Path path, Attributes attributes, String name) {
    String value = optional(attributes, name);
    if (value.isEmpty()) {
      throw refusal(
          path,
          "its manifest has no " + name,
          "add Plugin-Id, Plugin-Version and Plugin-Requires to manifestEntries of"
              + " maven-jar-plugin");
    }
    return value;
  }

  private static String optional(Attributes attributes, String name) {
    String value = attributes.getValue(name);
    return value == null ? "" : value.strip();
  }

  private static List<String> needs(String dependencies) {
    return Arrays.stream(dependencies.split(","))
        .map(String::strip)
        .filter(dependency -> !dependency.isEmpty())
        .map(dependency -> new PluginDependency(dependency).getPluginId())
        .toList();
  }

  private static List<String> index(Path path, JarFile jar) throws IOException {
    JarEntry entry = jar.getJarEntry(INDEX);
    List<String> names = entry == null ? List.of() : lines(jar, entry);
    if (names.isEmpty()) {
      throw refusal(
          path,
          (entry == null ? "it has no " + INDEX : "its " + INDEX + " is empty")
              + ", so that no extension of it can be found",
          "annotate each extension with @Extension, and name org.pf4j:pf4j in"
              + " annotationProcessorPaths of maven-compiler-plugin");
    }
    for (String name : names) {
      if (jar.getJarEntry(name.replace('.', '/') + ".class") == null) {
        throw refusal(
            path,
            "its " + INDEX + " names " + name + ", which is not in the jar",
            "the index is left over from an older build: build again from clean");
      }
    }
    return names;
  }

  private static List<String> lines(JarFile jar, JarEntry entry) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static String sha256(Path path) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
