package dev.visor.core.suite;

import dev.visor.core.VisorException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML into {@link Node}s. It works from the parser's events and never asks YAML what type a
 * value has: {@code on}, {@code 1e3} and {@code 0o17} are their own text, and whoever wants a
 * number reads one. Of YAML's inventions beyond lists, keys and values — anchors, tags, several
 * documents — none is allowed.
 */
public final class YamlTree {
  private static final int DEEPEST = 20;
  private static final String LOOK =
      "look at this line and the one above it: indentation, brackets, quotes and colons";

  private final Iterator<Event> events;
  private final Function<Mark, String> placeOf;

  private YamlTree(Iterator<Event> events, Function<Mark, String> placeOf) {
    this.events = events;
    this.placeOf = placeOf;
  }

  /** Reads a file's text; places are {@code file:line:column}, from 1. */
  public static Node ofFile(String text, String file) {
    return read(text, file, mark -> file + at(mark));
  }

  /** Reads a value given on the command line; its place is the option. */
  static Node ofOption(String text, String option) {
    return read(text, option, mark -> option);
  }

  private static String at(Mark mark) {
    return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private static Node read(String text, String whole, Function<Mark, String> placeOf) {
    try {
      Iterable<Event> events =
          new Yaml(new LoaderOptions()).parse(new StringReader(withoutByteOrderMark(text)));
      return new YamlTree(events.iterator(), placeOf).document(whole);
    } catch (MarkedYAMLException e) {
      throw broken(e, text, whole, placeOf).causedBy(e);
    } catch (ReaderException e) {
      throw VisorException.usage(
              String.format("there is a control character, U+%04X", e.getCodePoint()),
              placeOf(e.getPosition(), text, whole),
              "remove it")
          .causedBy(e);
    } catch (YAMLException e) {
      throw VisorException.usage("the YAML is broken: " + e.getMessage(), whole, LOOK).causedBy(e);
    }
  }

  /** Line and column of a character that the parser did not get to. */
  private static String placeOf(int position, String text, String whole) {
    String before = text.substring(0, text.offsetByCodePoints(0, position));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return whole + ":" + line + ":" + (position - before.lastIndexOf('\n'));
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static VisorException broken(
      MarkedYAMLException e, String text, String whole, Function<Mark, String> placeOf) {
    Mark mark = e.getProblemMark();
    String place = mark == null ? whole : placeOf.apply(mark);
    if (mark != null && isTabIn(text, mark)) {
      return VisorException.usage(
          "there is a tab where YAML wants spaces", place, "indent with spaces");
    }
    return VisorException.usage("the YAML is broken: " + e.getProblem(), place, LOOK);
  }

  /** Whether a line has a tab at a mark, or before it in its indentation. */
  private static boolean isTabIn(String text, Mark mark) {
    String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
    int column = mark.getColumn();
    return (column < line.length() && line.charAt(column) == '\t')
        || line.substring(0, Math.min(column, line.length())).matches("\\s*\t\\s*");
  }

  private Node document(String whole) {
    Node root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent start && root != null) {
        throw VisorException.usage(
            "a second document begins here",
            placeOf.apply(start.getStartMark()),
            "keep one document in a file, without ---");
      } else if (event instanceof NodeEvent node) {
        root = node(node, 0);
      }
    }
    if (root == null) {
      throw VisorException.usage(
          "there is nothing in it", whole, "write its keys and values into it");
    }
    return root;
  }

  private Node node(NodeEvent event, int depth) {
    String place = placeOf.apply(event.getStartMark());
    refuseInventions(event, place);
    if (depth > DEEPEST) {
      throw VisorException.usage(
          "the YAML is nested more than " + DEEPEST + " deep", place, "write it flatter");
    }
    if (event instanceof ScalarEvent scalar) {
      return isNothing(scalar)
          ? new Node.Nothing(place)
          : new Node.Scalar(scalar.getValue(), place);
    }
    return event instanceof SequenceStartEvent ? sequence(place, depth) : mapping(place, depth);
  }

  private static boolean isNothing(ScalarEvent scalar) {
    String value = scalar.getValue();
    return scalar.isPlain() && (value.isEmpty() || value.equals("~") || value.equals("null"));
  }

  private Node.Sequence sequence(String place, int depth) {
    List<Node> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(node((NodeEvent) event, depth + 1));
      event = events.next();
    }
    return new Node.Sequence(items, place);
  }

  private Node.Mapping mapping(String place, int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      Node key = node((NodeEvent) event, depth + 1);
      if (!(key instanceof Node.Scalar name)) {
        throw VisorException.usage(
            "a key must be a word, and is " + key.describe(), key.place(), LOOK);
      }
      String first = places.put(name.text(), name.place());
      if (first != null) {
        throw VisorException.usage(
            "the key '" + name.text() + "' is there twice; the first time at " + first,
            name.place(),
            "remove one of the two");
      }
      Node value = node((NodeEvent) events.next(), depth + 1);
      entries.add(new Node.Entry(name.text(), value, name.place()));
      event = events.next();
    }
    return new Node.Mapping(entries, place);
  }

  private static void refuseInventions(NodeEvent event, String place) {
    if (event instanceof AliasEvent || event.getAnchor() != null) {
      throw VisorException.usage(
          "anchors (&) and aliases (*) have no place here",
          place,
          "write the value out; if it is a text, put it in quotes");
    }
    String tag = tag(event);
    if (tag != null && !tag.equals("!")) {
      throw VisorException.usage(
          "the tag " + tag + " has no place here",
          place,
          "leave it out; if it is a text, put it in quotes");
    }
  }

  private static @Nullable String tag(NodeEvent event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    } else if (event instanceof MappingStartEvent mapping) {
      return mapping.getTag();
    }
    return event instanceof SequenceStartEvent sequence ? sequence.getTag() : null;
  }
}
