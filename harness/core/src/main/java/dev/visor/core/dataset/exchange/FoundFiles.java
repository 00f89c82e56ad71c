package dev.visor.core.dataset.exchange;

import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a path: the path itself, or what lies below it, as downloads leave it in folders of
 * folders. Links are followed, since caches of downloads are made of them.
 */
final class FoundFiles {
  /** Names as people number them: {@code shard_2} is before {@code shard_10}. */
  static final Comparator<String> AS_NUMBERED = FoundFiles::compare;

  private static final int DEEPEST = 8;
  private static final int MOST = 1_000_000;
  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  private FoundFiles() {}

  /**
   * All files with one of some endings, in the order of their names.
   *
   * @throws VisorException with exit code 2 if there are none
   */
  static List<Path> below(Path path, String... endings) {
    List<Path> found;
    try (Stream<Path> all = Files.walk(path, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      found =
          all.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
              .filter(Files::isRegularFile)
              .limit(MOST)
              .sorted(Comparator.comparing(file -> path.relativize(file).toString(), AS_NUMBERED))
              .toList();
    } catch (IOException | UncheckedIOException e) {
      throw VisorException.usage(
              "the path cannot be read: " + e, path.toString(), "name a file or a folder")
          .causedBy(e);
    }
    if (found.isEmpty()) {
      throw VisorException.usage(
          "there is no file that ends in " + String.join(" or ", endings),
          path.toString(),
          "name a folder that holds some, or choose another --format");
    }
    return found;
  }

  private static int compare(String a, String b) {
    List<String> ours = parts(a);
    List<String> theirs = parts(b);
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      String one = ours.get(i);
      String other = theirs.get(i);
      int order =
          isNumber(one) && isNumber(other)
              ? new BigInteger(one).compareTo(new BigInteger(other))
              : one.compareTo(other);
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(ours.size(), theirs.size());
    return order != 0 ? order : a.compareTo(b);
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }

  private static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    for (Matcher matcher = PART.matcher(name); matcher.find(); ) {
      parts.add(matcher.group());
    }
    return parts;
  }
}
