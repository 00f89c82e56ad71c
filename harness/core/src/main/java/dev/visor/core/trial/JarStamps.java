package dev.visor.core.trial;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What jars were at some moment, so that whoever asks later is told which of them were replaced: by
 * size, time of change and inode, as a build tool would tell. Folders of classes are not looked at.
 */
public final class JarStamps {
  private final Map<Path, String> stamps;

  private JarStamps(Map<Path, String> stamps) {
    this.stamps = stamps;
  }

  /** Of some jars, now. */
  public static JarStamps of(Iterable<Path> jars) {
    Map<Path, String> stamps = new LinkedHashMap<>();
    for (Path jar : jars) {
      if (Files.isRegularFile(jar)) {
        stamps.put(jar, stamp(jar));
      }
    }
    return new JarStamps(stamps);
  }

  /** Of this process's own class path, now; to be asked for before anything else is done. */
  public static JarStamps ofThisProcess() {
    return of(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList());
  }

  /** The jars that are there no more, or no longer what they were. */
  public List<Path> replaced() {
    List<Path> replaced = new ArrayList<>();
    stamps.forEach(
        (jar, before) -> {
          if (!stamp(jar).equals(before)) {
            replaced.add(jar);
          }
        });
    return replaced;
  }

  private static String stamp(Path jar) {
    try {
      BasicFileAttributes now = Files.readAttributes(jar, BasicFileAttributes.class);
      long modified = now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      return now.size() + " " + modified + " " + now.fileKey();
    } catch (IOException e) {
      return "";
    }
  }
}
