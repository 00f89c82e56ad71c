package dev.visor.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versioned name of a dataset, such as {@code walker-walk/medium-replay@1}: the namespace is
 * the task's name for data that a recipe makes, and a name of the importer's own for imported
 * files.
 *
 * @param namespace the task's name, or an importer's namespace
 * @param kind what behaviour it holds: {@code random}, {@code medium-replay}, {@code medium},
 *     {@code medium-expert}, {@code expert}, or a name of the importer's own
 * @param version 1 or more; it changes whenever the recipe does
 */
public record DatasetId(String namespace, String kind, int version)
    implements Comparable<DatasetId> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*");
  private static final Pattern TEXT = Pattern.compile("([^/]+)/([^/]+)@([1-9][0-9]{0,5})");

  public DatasetId {
    if (!NAME.matcher(namespace).matches() || !NAME.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "'"
              + namespace
              + "/"
              + kind
              + "' is no dataset name; use lower-case words joined by '-',"
              + " as in walker-walk/expert");
    }
    if (version < 1) {
      throw new IllegalArgumentException(
          "version of dataset " + namespace + "/" + kind + " is " + version + ", not 1 or more");
    }
  }

  /**
   * Reads {@code namespace/kind@version}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static DatasetId parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no dataset id; it has the form namespace/kind@version, as in"
              + " walker-walk/expert@1");
    }
    return new DatasetId(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)));
  }

  @Override
  public int compareTo(DatasetId other) {
    int order = namespace.compareTo(other.namespace);
    if (order == 0) {
      order = kind.compareTo(other.kind);
    }
    return order != 0 ? order : Integer.compare(version, other.version);
  }

  @Override
  public String toString() {
    return namespace + "/" + kind + "@" + version;
  }
}
