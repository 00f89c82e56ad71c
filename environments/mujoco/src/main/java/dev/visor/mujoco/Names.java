package dev.visor.mujoco;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of one kind of thing in a model, in the model's order. Unnamed things have the name "".
 */
final class Names {
  private final String kind;
  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  Names(String kind, List<String> names) {
    this.kind = kind;
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        indices.put(names.get(i), i);
      }
    }
  }

  List<String> all() {
    return names;
  }

  int count() {
    return names.size();
  }

  /** The name in quotes, or the index if it has none. */
  String describe(int index) {
    String name = names.get(index);
    return kind + " " + (name.isEmpty() ? String.valueOf(index) : "'" + name + "'");
  }

  /**
   * @throws MujocoException with the nearest name, if there is none such
   */
  int index(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw new MujocoException("The model has no " + kind + " '" + name + "'" + suggestion(name));
    }
    return index;
  }

  /**
   * @throws IndexOutOfBoundsException if there is no such thing
   */
  int check(int index) {
    if (index < 0 || index >= names.size()) {
      throw new IndexOutOfBoundsException(
          kind + " " + index + ": the model has " + names.size() + ", counted from 0");
    }
    return index;
  }

  private String suggestion(String wanted) {
    if (indices.isEmpty()) {
      return ": it names none";
    }
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = name.isEmpty() ? Integer.MAX_VALUE : distance(wanted, name);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return least <= Math.max(2, wanted.length() / 3)
        ? "; did you mean '" + nearest + "'?"
        : "; it has " + String.join(", ", names.stream().filter(n -> !n.isEmpty()).toList());
  }

  /** Levenshtein's distance: how many letters must be put in, left out or replaced. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
