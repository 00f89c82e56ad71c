package dev.visor.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versioned name of a task, such as {@code walker-walk@1}. Two versions of a task are two
 * tasks: their scores are never compared.
 *
 * @param name lower-case words joined by {@code -} or {@code _}
 * @param version 1 or more; it changes whenever physics, reward, horizon, camera or reference
 *     returns do
 */
public record TaskId(String name, int version) implements Comparable<TaskId> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*");
  private static final Pattern TEXT = Pattern.compile("(.+)@([1-9][0-9]{0,5})");

  public TaskId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no task name; use lower-case words joined by '-', as in walker-walk");
    }
    if (version < 1) {
      throw new IllegalArgumentException(
          "version of task " + name + " is " + version + ", not 1 or more");
    }
  }

  /**
   * Reads {@code name@version}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static TaskId parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no task id; it has the form name@version, as in walker-walk@1");
    }
    return new TaskId(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public int compareTo(TaskId other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : Integer.compare(version, other.version);
  }

  @Override
  public String toString() {
    return name + "@" + version;
  }
}
