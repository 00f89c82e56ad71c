package dev.visor.core.suite;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command line changes in a suite, before it is read. A value that is set goes through the
 * same checks as if it stood in the file, and an error then names the option.
 *
 * @param set values of {@code --set}, each {@code path=value}: {@code seeds=3}, {@code
 *     protocol.eval_episodes=10}, {@code datasets.kinds=[expert]}, {@code
 *     algorithms.lompo.penalty=none}; {@code *} in place of a variant means every one
 * @param profile value of {@code --profile}
 */
public record SuiteOverrides(List<String> set, Optional<String> profile) {
  /** Changes nothing. */
  public static final SuiteOverrides NONE = new SuiteOverrides(List.of(), Optional.empty());

  private static final String ALGORITHMS = "algorithms";
  private static final Pattern ASSIGNMENT = Pattern.compile("[^=]+=.+", Pattern.DOTALL);

  public SuiteOverrides {
    set = List.copyOf(set);
  }

  /** A document with the changes. */
  Node applyTo(Node document) {
    Node changed = document;
    if (profile.isPresent()) {
      String option = "--profile " + profile.get();
      Node value = new Node.Scalar(profile.get(), option);
      changed = with(changed, List.of("profile"), value, option);
    }
    for (String assignment : set) {
      changed = assign(changed, assignment);
    }
    return changed;
  }

  private static Node assign(Node document, String assignment) {
    String option = "--set " + assignment;
    if (!ASSIGNMENT.matcher(assignment).matches()) {
      throw VisorException.usage(
          "this sets nothing", option, "write path=value, as in --set protocol.eval_episodes=10");
    }
    int equals = assignment.indexOf('=');
    List<String> path = List.of(assignment.substring(0, equals).strip().split("\\.", -1));
    Node value = YamlTree.ofOption(assignment.substring(equals + 1), option);
    if (path.get(0).equals(ALGORITHMS) && path.size() > 1) {
      return withParameter(document, path, value, option);
    }
    return with(document, path, value, option);
  }

  private static Node with(Node node, List<String> path, Node value, String option) {
    if (path.isEmpty()) {
      return value;
    }
    if (!(node instanceof Node.Mapping mapping)) {
      throw VisorException.usage(
          "there are no keys in " + node.describe() + ", at " + node.place(),
          option,
          "write the path of a value, as in --set protocol.eval_episodes=10");
    }
    String key = path.get(0);
    List<String> rest = path.subList(1, path.size());
    List<Node.Entry> entries = new ArrayList<>();
    boolean found = false;
    for (Node.Entry entry : mapping.entries()) {
      if (entry.key().equals(key)) {
        found = true;
        entries.add(new Node.Entry(key, with(entry.value(), rest, value, option), option));
      } else {
        entries.add(entry);
      }
    }
    if (!found) {
      Node inner = rest.isEmpty() ? value : with(empty(option), rest, value, option);
      entries.add(new Node.Entry(key, inner, option));
    }
    return new Node.Mapping(entries, mapping.place());
  }

  private static Node.Mapping empty(String option) {
    return new Node.Mapping(List.of(), option);
  }

  /** {@code algorithms.<variant>.<parameter>}: the variant is found by the name of its row. */
  private static Node withParameter(Node document, List<String> path, Node value, String option) {
    if (path.size() != 3) {
      throw VisorException.usage(
          "this is no parameter of a variant",
          option,
          "write --set algorithms.<variant>.<parameter>=<value>");
    }
    if (!(document instanceof Node.Mapping suite)) {
      return document;
    }
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : suite.entries()) {
      boolean here = entry.key().equals(ALGORITHMS) && entry.value() instanceof Node.Sequence;
      entries.add(
          here
              ? new Node.Entry(
                  entry.key(),
                  withParameter((Node.Sequence) entry.value(), path, value, option),
                  entry.place())
              : entry);
    }
    return new Node.Mapping(entries, suite.place());
  }

  private static Node withParameter(
      Node.Sequence algorithms, List<String> path, Node value, String option) {
    String wanted = path.get(1);
    List<Node> items = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean found = false;
    for (Node item : algorithms.items()) {
      VariantItem variant = VariantItem.of(item);
      names.add(variant.name());
      boolean here = wanted.equals("*") || wanted.equals(variant.name());
      found |= here;
      items.add(here ? variant.with(path.get(2), value, option) : item);
    }
    if (!found) {
      throw VisorException.usage(
          "the suite has no variant '" + wanted + "'",
          option,
          NearestName.of(wanted, names).map(name -> "did you mean '" + name + "'? ").orElse("")
              + "there are: "
              + String.join(", ", names));
    }
    return new Node.Sequence(items, algorithms.place());
  }
}
