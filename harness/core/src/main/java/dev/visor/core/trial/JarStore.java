package dev.visor.core.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.core.dataset.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Copies of jars under their SHA-256, for trials to run from.
 *
 * <p>A JVM keeps its jars open and reads classes from them as they are needed. Whoever rebuilds
 * Visor or a plugin while trials run overwrites those files, and the trials crash at their next
 * class. So a trial never runs from the files that a build writes: each jar is copied once into
 * {@code jars/<sha256>/<name>}, which nobody ever changes. The digest doubles as the trial's
 * fingerprint.
 *
 * <p>A jar with shared libraries in it is copied as {@code <name>-<start of its SHA-256>.jar}: the
 * libraries are unpacked into a folder of that name. Two builds of a jar have the same name and,
 * where builds are reproducible, the same time stamps inside, and would be taken for each other.
 *
 * <p>Hashing some 300 MB of natives at every start would take longer than many a trial. {@code
 * jars/index.json} remembers the digest of a file by path, size, time of change and inode. It is a
 * cache and nothing more: several processes may write it at once, the last one wins, and whatever
 * is missing is computed again.
 *
 * <p>Folders of classes, which only a build's own tests run from, are used where they are.
 */
public final class JarStore {
  private static final String PHYSICS = "dev/visor/mujoco/";

  private final Path folder;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param home what Visor keeps between runs
   */
  public JarStore(Path home) {
    this.folder = home.resolve("jars");
  }

  /**
   * Copies what is not there yet.
   *
   * @param classPath jars and class folders; what does not exist is left out, as a JVM does
   * @return an entry for each, in the same order, with names that differ
   */
  public List<CodeEntry> keep(List<Path> classPath) throws IOException {
    Map<String, Known> index = readIndex();
    Map<String, Known> known = new TreeMap<>(index);
    List<CodeEntry> entries = new ArrayList<>();
    for (Path path : classPath) {
      if (Files.isDirectory(path)) {
        entries.add(folderEntry(path));
      } else if (Files.exists(path)) {
        entries.add(jarEntry(path.toRealPath(), known));
      }
    }
    if (!known.equals(index)) {
      writeIndex(known);
    }
    return distinct(entries);
  }

  private CodeEntry jarEntry(Path jar, Map<String, Known> index) throws IOException {
    String name = jar.getFileName().toString();
    BasicFileAttributes now = Files.readAttributes(jar, BasicFileAttributes.class);
    Known known = index.get(jar.toString());
    if (known == null || !known.describes(now) || !Files.exists(known.copy(folder, name))) {
      known = copy(jar, now);
      index.put(jar.toString(), known);
    }
    return new CodeEntry(
        name, known.copy(folder, name), known.sha256(), known.natives(), known.physics());
  }

  /** Copies and hashes in one pass, so that the digest is that of the copy. */
  private Known copy(Path jar, BasicFileAttributes now) throws IOException {
    Files.createDirectories(folder);
    Path partial = Files.createTempFile(folder, "copy", ".part");
    try {
      MessageDigest digest = Sha256.digest();
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(partial), digest)) {
        Files.copy(jar, out);
      }
      Known known =
          new Known(
              now.size(),
              now.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              String.valueOf(now.fileKey()),
              HexFormat.of().formatHex(digest.digest()),
              jarHas(partial, entry -> entry.endsWith(".so")),
              jarHas(partial, entry -> entry.startsWith(PHYSICS)));
      Path target = known.copy(folder, jar.getFileName().toString());
      Files.createDirectories(target.getParent());
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      return known;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static boolean jarHas(Path jar, Predicate<String> what) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).anyMatch(what);
    }
  }

  private static CodeEntry folderEntry(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    MessageDigest digest = Sha256.digest();
    boolean natives = false;
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      natives |= name.endsWith(".so");
      digest.update((name + '\n' + Files.size(file) + '\n').getBytes(StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(file)) {
        in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      }
    }
    Path path = folder.toAbsolutePath().normalize();
    // "core/target/classes" says more than "classes", and no more than it has to.
    String name =
        path.subpath(Math.max(0, path.getNameCount() - 3), path.getNameCount()).toString();
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new CodeEntry(name, path, sha256, natives, Files.isDirectory(folder.resolve(PHYSICS)));
  }

  private static List<CodeEntry> distinct(List<CodeEntry> entries) {
    Map<String, Integer> seen = new TreeMap<>();
    return entries.stream()
        .map(
            entry -> {
              int count = seen.merge(entry.name(), 1, Integer::sum);
              return count == 1
                  ? entry
                  : new CodeEntry(
                      entry.name() + "#" + count,
                      entry.path(),
                      entry.sha256(),
                      entry.natives(),
                      entry.physics());
            })
        .toList();
  }

  private Map<String, Known> readIndex() throws IOException {
    Path file = folder.resolve("index.json");
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return json.readValue(file.toFile(), new TypeReference<Map<String, Known>>() {});
    } catch (JsonProcessingException e) {
      // A cache that cannot be read is no cache.
      return Map.of();
    }
  }

  private void writeIndex(Map<String, Known> index) throws IOException {
    Path partial = Files.createTempFile(folder, "index", ".part");
    json.writeValue(partial.toFile(), index);
    Files.move(partial, folder.resolve("index.json"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What is remembered of a file. */
  private record Known(
      long size,
      long modifiedNanos,
      String inode,
      String sha256,
      boolean natives,
      boolean physics) {
    private static final int NAME_DIGITS = 12;

    Path copy(Path store, String name) {
      String unique = natives ? "-" + sha256.substring(0, NAME_DIGITS) : "";
      return store.resolve(sha256).resolve(name.replaceFirst("\\.jar$", "") + unique + ".jar");
    }

    boolean describes(BasicFileAttributes file) {
      return file.size() == size
          && file.lastModifiedTime().to(TimeUnit.NANOSECONDS) == modifiedNanos
          && String.valueOf(file.fileKey()).equals(inode);
    }
  }
}
