package dev.visor.core.suite;

import java.util.List;

/** A piece of a YAML document that knows where it was written. Scalars are kept as their text. */
public sealed interface Node {
  /** {@code file:line:column}, or the option that it came from. */
  String place();

  /** What it is, for a message that something else was expected. */
  String describe();

  /** One value, whatever YAML would take it for. */
  record Scalar(String text, String place) implements Node {
    @Override
    public String describe() {
      return "'" + text + "'";
    }
  }

  /** A key or a dash with nothing behind it. */
  record Nothing(String place) implements Node {
    @Override
    public String describe() {
      return "empty";
    }
  }

  /** A list. */
  record Sequence(List<Node> items, String place) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the file; no key is there twice. */
  record Mapping(List<Entry> entries, String place) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
      return "a block of keys";
    }
  }

  /**
   * A key and its value.
   *
   * @param place where the key stands
   */
  record Entry(String key, Node value, String place) {}
}
