package dev.visor.core.plugin;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.pf4j.processor.ExtensionAnnotationProcessor;

/**
 * Packages a plugin as its author would: compiles sources with PF4J's annotation processor, and
 * writes classes, index and manifest into a jar.
 */
public final class TestPluginJar {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** Kept open: it remembers what is in the jars of the class path. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final List<JavaFileObject> sources = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();

  private TestPluginJar() {}

  public static TestPluginJar named(String id) {
    TestPluginJar jar = new TestPluginJar();
    jar.manifest.put("Plugin-Id", id);
    jar.manifest.put("Plugin-Version", "1.0.0");
    jar.manifest.put("Plugin-Requires", "0.1.0");
    return jar;
  }

  /** Adds a source file. */
  public TestPluginJar source(String className, String code) {
    URI uri = URI.create("string:///" + className.replace('.', '/') + ".java");
    sources.add(
        new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
          }
        });
    return this;
  }

  /** Sets an entry of the manifest; an empty value leaves it out. */
  public TestPluginJar manifest(String name, String value) {
    manifest.put(name, value);
    return this;
  }

  /** Adds a file, or replaces what the compiler wrote. */
  TestPluginJar file(String entry, String content) {
    files.put(entry, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Leaves out a file that the compiler writes. */
  TestPluginJar without(String entry) {
    leftOut.add(entry);
    return this;
  }

  /** Compiles against another jar too. */
  TestPluginJar compiledAgainst(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Writes {@code <id>.jar} into a folder. */
  public Path into(Path folder) {
    return into(folder, manifest.get("Plugin-Id") + ".jar");
  }

  public Path into(Path folder, String name) {
    try {
      Path classes = Files.createTempDirectory(folder, "classes");
      compile(classes);
      Map<String, byte[]> content = new LinkedHashMap<>();
      try (Stream<Path> found = Files.walk(classes)) {
        for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
          content.put(classes.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
      content.putAll(files);
      content.keySet().removeAll(leftOut);
      Path jar = folder.resolve(name);
      write(jar, content);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path classes) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    StringWriter messages = new StringWriter();
    FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
    FILES.setLocationFromPaths(StandardLocation.CLASS_PATH, compileClassPath());
    JavaCompiler.CompilationTask task =
        COMPILER.getTask(messages, FILES, null, List.of("-parameters"), null, sources);
    task.setProcessors(List.of(new ExtensionAnnotationProcessor()));
    if (!task.call()) {
      throw new IllegalArgumentException("the plugin does not compile:\n" + messages);
    }
  }

  private List<Path> compileClassPath() {
    String ofTests =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<Path> paths = new ArrayList<>(classPath);
    for (String path : Splitter.on(File.pathSeparatorChar).split(ofTests)) {
      paths.add(Path.of(path));
    }
    return paths;
  }

  private void write(Path jar, Map<String, byte[]> content) throws IOException {
    Manifest written = new Manifest();
    written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            written.getMainAttributes().putValue(name, value);
          }
        });
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, written)) {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        entries.putNextEntry(new JarEntry(file.getKey()));
        entries.write(file.getValue());
        entries.closeEntry();
      }
    }
  }
}
