package dev.visor.core.suite;

import dev.visor.core.VisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An item of a suite's list of algorithms: {@code bc}, or {@code bc: { updates: 20k }} with {@code
 * as: name} or {@code online: { env_steps: 50k }} beside it.
 *
 * @param algorithm the algorithm's id
 * @param name of the row
 * @param parameters in the order of the file
 * @param online the entry that makes it learn in an environment
 * @param environmentSteps control steps of that
 * @param namePlace where the name stands
 * @param place where the item stands
 */
record VariantItem(
    String algorithm,
    String name,
    List<Named> parameters,
    Optional<Node.Entry> online,
    Optional<DatasetSize> environmentSteps,
    String namePlace,
    String place) {
  private static final String AS = "as";
  private static final String ONLINE = "online";
  private static final Keys ONLINE_KEYS = new Keys(ONLINE, "env_steps: 50k");
  private static final String REMEDY =
      "write - bc, or - bc: { updates: 20k } with as: name on a line of its own below it";

  /** A parameter with its value. */
  record Named(String name, Node.Scalar value) {}

  /**
   * Reads an item.
   *
   * @throws VisorException if it is neither of the two
   */
  static VariantItem of(Node item) {
    if (item instanceof Node.Scalar scalar) {
      String id = name("algorithm", scalar);
      return new VariantItem(
          id, id, List.of(), Optional.empty(), Optional.empty(), scalar.place(), scalar.place());
    }
    if (!(item instanceof Node.Mapping mapping)) {
      throw VisorException.usage(
          "an algorithm must be a name, or a name with parameters, and is " + item.describe(),
          item.place(),
          REMEDY);
    }
    Node.Entry algorithm = null;
    Node.Entry as = null;
    Optional<Node.Entry> online = Optional.empty();
    for (Node.Entry entry : mapping.entries()) {
      if (entry.key().equals(AS)) {
        as = entry;
      } else if (entry.key().equals(ONLINE)) {
        online = Optional.of(entry);
      } else if (algorithm == null) {
        algorithm = entry;
      } else {
        throw beside(entry, algorithm);
      }
    }
    if (algorithm == null) {
      throw VisorException.usage("the item has no algorithm", mapping.place(), REMEDY);
    }
    String id = name("algorithm", new Node.Scalar(algorithm.key(), algorithm.place()));
    return new VariantItem(
        id,
        as == null ? id : name(AS, as.value()),
        parameters(algorithm),
        online,
        online.map(VariantItem::environmentSteps),
        as == null ? algorithm.place() : as.value().place(),
        algorithm.place());
  }

  private static DatasetSize environmentSteps(Node.Entry online) {
    Keys examples = new Keys("an algorithm", ONLINE + ": { env_steps: 50k }");
    Node.Mapping mapping = examples.mapping(online);
    for (Node.Entry entry : mapping.entries()) {
      if (!entry.key().equals("env_steps")) {
        throw ONLINE_KEYS.unknown(entry);
      }
    }
    return ONLINE_KEYS.value(ONLINE_KEYS.require(mapping, "env_steps"), Values::steps);
  }

  private static VisorException beside(Node.Entry entry, Node.Entry algorithm) {
    return VisorException.usage(
        "'" + entry.key() + "' stands beside the algorithm '" + algorithm.key() + "'",
        entry.place(),
        "a parameter stands in the braces of its algorithm, as "
            + algorithm.key()
            + ": { "
            + entry.key()
            + ": … }, or below it and further to the right; another algorithm begins with -");
  }

  private static String name(String what, Node node) {
    return new Keys("an algorithm", what + ": lompo-no-penalty").value(what, node, Values::name);
  }

  private static List<Named> parameters(Node.Entry algorithm) {
    if (algorithm.value() instanceof Node.Nothing) {
      return List.of();
    }
    if (!(algorithm.value() instanceof Node.Mapping mapping)) {
      throw VisorException.usage(
          "the parameters of '"
              + algorithm.key()
              + "' must be keys with values, and are "
              + algorithm.value().describe(),
          algorithm.value().place(),
          "write " + algorithm.key() + ": { name: value }");
    }
    List<Named> parameters = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      if (!(entry.value() instanceof Node.Scalar value)) {
        throw VisorException.usage(
            "the parameter '"
                + entry.key()
                + "' must be one value, and is "
                + entry.value().describe(),
            entry.place(),
            "write one number, word or quoted text");
      }
      parameters.add(new Named(entry.key(), new Node.Scalar(value.text(), entry.place())));
    }
    return parameters;
  }

  /** The item as YAML, with one more parameter, or another value of one. */
  Node with(String parameter, Node value, String option) {
    List<Node.Entry> changed = new ArrayList<>();
    boolean found = false;
    for (Named named : parameters) {
      boolean here = named.name().equals(parameter);
      found |= here;
      changed.add(
          here
              ? new Node.Entry(parameter, value, option)
              : new Node.Entry(named.name(), named.value(), named.value().place()));
    }
    if (!found) {
      changed.add(new Node.Entry(parameter, value, option));
    }
    List<Node.Entry> entries = new ArrayList<>();
    entries.add(new Node.Entry(algorithm, new Node.Mapping(changed, place), place));
    online.ifPresent(entries::add);
    entries.add(new Node.Entry(AS, new Node.Scalar(name, namePlace), namePlace));
    return new Node.Mapping(entries, place);
  }
}
