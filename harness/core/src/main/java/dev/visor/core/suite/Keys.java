package dev.visor.core.suite;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The keys that a block of a suite, or of another file like it, may have, each with an example of
 * its use, and the ways to read their values. Whatever does not fit is told with its place and the
 * example.
 */
public final class Keys {
  private final String block;
  private final Map<String, String> examples = new LinkedHashMap<>();

  /**
   * @param block what has these keys, for messages
   * @param examples one for each key, as {@code seeds: 5}
   */
  public Keys(String block, String... examples) {
    this.block = block;
    for (String example : examples) {
      this.examples.put(example.substring(0, example.indexOf(':')), example);
    }
  }

  /** The entry of a key that must be there. */
  public Node.Entry require(Node.Mapping mapping, String key) {
    return mapping.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> VisorException.usage(block + " lacks '" + key + "'", mapping.place(), like(key)));
  }

  /** That there is no such key. */
  public VisorException unknown(Node.Entry entry) {
    return VisorException.usage(
        "there is no key '" + entry.key() + "' in " + block,
        entry.place(),
        NearestName.of(entry.key(), examples.keySet())
                .map(key -> "did you mean '" + key + "'? ")
                .orElse("")
            + "keys are: "
            + String.join(", ", examples.keySet()));
  }

  /** The items of a list that must not be empty. */
  public List<Node> items(Node.Entry entry) {
    if (entry.value() instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
      return sequence.items();
    }
    throw VisorException.usage(
        "'"
            + entry.key()
            + "' must be a list, and is "
            + (entry.value() instanceof Node.Sequence ? "empty" : entry.value().describe()),
        entry.place(),
        like(entry.key()));
  }

  /** The keys below a key. */
  public Node.Mapping mapping(Node.Entry entry) {
    if (entry.value() instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw VisorException.usage(
        "'" + entry.key() + "' must be keys with values, and is " + entry.value().describe(),
        entry.place(),
        like(entry.key()));
  }

  /**
   * A value.
   *
   * @param parse throws {@link IllegalArgumentException} on a text that it cannot read
   */
  public <T> T value(Node.Entry entry, Function<String, T> parse) {
    return value(entry.key(), entry.value(), parse);
  }

  /** A value of a key, or of the list below it. */
  public <T> T value(String key, Node node, Function<String, T> parse) {
    if (!(node instanceof Node.Scalar scalar)) {
      throw VisorException.usage(
          "a value of '" + key + "' must be one word or number, and is " + node.describe(),
          node.place(),
          like(key));
    }
    try {
      return parse.apply(scalar.text());
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(String.valueOf(e.getMessage()), scalar.place(), like(key))
          .causedBy(e);
    }
  }

  private String like(String key) {
    return "write it like " + examples.get(key);
  }
}
