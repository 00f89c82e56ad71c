package dev.visor.core.dataset;

import dev.visor.api.DatasetId;
import dev.visor.api.ObservationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where things lie in a store:
 *
 * <pre>
 * walker-walk/expert@1-64px-0123456789ab/            a dataset: id, picture size, start of identity
 * walker-walk/expert@1-64px-0123456789ab.part-…/     the same while it is being built
 * walker-walk/expert@1-64px-0123456789ab.old-…/      the same while another takes its place
 * .visor/lock/IDENTITY                               held by the process that builds it
 * .visor/verified/IDENTITY                           how its files looked when they were last hashed
 * </pre>
 *
 * <p>All but the first may be deleted whenever no process uses the store.
 */
record StoreLayout(Path root) {
  private static final int IDENTITY_DIGITS = 12;
  private static final Pattern NAME =
      Pattern.compile("(.+@[1-9][0-9]*)-([0-9]+)(?:x[0-9]+)?px-[0-9a-f]{" + IDENTITY_DIGITS + "}");
  private static final String HOST_FOLDER = ".visor";

  /** Where a dataset lies or will lie. */
  Path folder(DatasetId id, ObservationSpec observation, String identity) {
    String size =
        observation.height() == observation.width()
            ? observation.height() + "px"
            : observation.height() + "x" + observation.width() + "px";
    String name =
        String.join(
            "-", id.kind() + "@" + id.version(), size, identity.substring(0, IDENTITY_DIGITS));
    return root.resolve(id.namespace()).resolve(name);
  }

  /** The dataset whose identity begins as this one, if there is one. */
  Optional<Path> find(String identity) throws IOException {
    if (!identity.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("'" + identity + "' is no identity of a dataset");
    }
    String ending = "-" + identity.substring(0, IDENTITY_DIGITS);
    return folders().stream()
        .filter(folder -> folder.getFileName().toString().endsWith(ending))
        .findFirst();
  }

  /** All datasets, sorted by path, whether or not they can be read. */
  List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path namespace : children(root)) {
      for (Path folder : children(namespace)) {
        if (id(folder).isPresent()) {
          folders.add(folder);
        }
      }
    }
    return folders;
  }

  /** The id that a folder's name says, if it is a dataset's. */
  static Optional<DatasetId> id(Path folder) {
    Path namespace = folder.toAbsolutePath().normalize().getParent();
    Matcher matcher = NAME.matcher(folder.getFileName().toString());
    if (namespace == null || namespace.getFileName() == null || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DatasetId.parse(namespace.getFileName() + "/" + matcher.group(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The height of pictures that a folder's name says, as {@code 64px}, if it is a dataset's. */
  static Optional<String> picture(Path folder) {
    Matcher matcher = NAME.matcher(folder.getFileName().toString());
    return matcher.matches() ? Optional.of(matcher.group(2) + "px") : Optional.empty();
  }

  /** A new place to build a dataset in, on the same file system as its folder. */
  static Path newPart(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".part-" + UUID.randomUUID());
  }

  /** A new place to move a dataset to, out of the way of another. */
  static Path newOld(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".old-" + UUID.randomUUID());
  }

  /**
   * What builders of this dataset left behind.
   *
   * @param kind {@code part-}, {@code old-}, or empty for both
   */
  static List<Path> leftovers(Path folder, String kind) throws IOException {
    Path namespace = folder.toAbsolutePath().getParent();
    String start = folder.getFileName() + "." + kind;
    return children(namespace).stream()
        .filter(path -> path.getFileName().toString().startsWith(start))
        .toList();
  }

  Path lock(String identity) {
    return root.resolve(HOST_FOLDER).resolve("lock").resolve(identity);
  }

  Path verified(String identity) {
    return root.resolve(HOST_FOLDER).resolve("verified").resolve(identity);
  }

  private static List<Path> children(@Nullable Path folder) throws IOException {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isDirectory).sorted().toList();
    }
  }
}
