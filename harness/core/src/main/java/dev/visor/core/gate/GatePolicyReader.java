package dev.visor.core.gate;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.suite.Keys;
import dev.visor.core.suite.Node;
import dev.visor.core.suite.YamlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a gate's policy from its YAML file, as strictly as a suite. */
public final class GatePolicyReader {
  private static final int MOST_SEEDS = 1_000;
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,9})?) ?%");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,9})?");

  private static final Keys POLICY =
      new Keys(
          "the policy",
          "schema: 1",
          "metric: score_0_100",
          "false_alarms: { suite: 1%, cells: 4% }",
          "smallest_drop: { suite: 1, cell: 2 }",
          "must_see: 30",
          "confirm_seeds: 5",
          "may_differ: [algorithm_version]",
          "waivers: [{ cell: bc/walker-walk@1/expert/full, reason: text, expires: 2027-01-31 }]");
  private static final Keys FALSE_ALARMS = new Keys("false_alarms", "suite: 1%", "cells: 4%");
  private static final Keys SMALLEST_DROP = new Keys("smallest_drop", "suite: 1", "cell: 2");
  private static final Keys WAIVER =
      new Keys(
          "a waiver",
          "cell: bc/walker-walk@1/expert/full",
          "reason: the new encoder learns more slowly",
          "expires: 2027-01-31");

  private GatePolicyReader() {}

  /**
   * Reads a policy; what it leaves out is as in {@link GatePolicy#DEFAULT}.
   *
   * @throws VisorException with exit code 2, and line and column, if it cannot be read or followed
   */
  public static GatePolicy read(Path file) {
    try {
      return read(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw VisorException.usage(
              Files.exists(file) ? "the policy cannot be read: " + e : "there is no policy here",
              file.toString(),
              "name a file of UTF-8 text with --policy, or leave the option out")
          .causedBy(e);
    }
  }

  static GatePolicy read(String text, String file) {
    Node document = YamlTree.ofFile(text, file);
    if (!(document instanceof Node.Mapping mapping)) {
      throw VisorException.usage(
          "a policy must be keys with values, and this is " + document.describe(),
          document.place(),
          "begin it with schema: 1");
    }
    return policy(mapping);
  }

  private static GatePolicy policy(Node.Mapping document) {
    POLICY.value(POLICY.require(document, "schema"), GatePolicyReader::schema);
    Optional<String> metric = GatePolicy.DEFAULT.metric();
    double suiteLevel = GatePolicy.DEFAULT.suiteLevel();
    double cellLevel = GatePolicy.DEFAULT.cellLevel();
    OptionalDouble suiteDrop = OptionalDouble.empty();
    OptionalDouble cellDrop = OptionalDouble.empty();
    OptionalDouble mustSee = OptionalDouble.empty();
    int confirmSeeds = GatePolicy.DEFAULT.confirmSeeds();
    Set<String> mayDiffer = GatePolicy.DEFAULT.mayDiffer();
    List<Waiver> waivers = List.of();
    for (Node.Entry entry : document.entries()) {
      switch (entry.key()) {
        case "schema" -> {}
        case "metric" -> metric = Optional.of(POLICY.value(entry, Function.identity()));
        case "false_alarms" -> {
          for (Node.Entry rule : POLICY.mapping(entry).entries()) {
            switch (rule.key()) {
              case "suite" -> suiteLevel = FALSE_ALARMS.value(rule, GatePolicyReader::share);
              case "cells" -> cellLevel = FALSE_ALARMS.value(rule, GatePolicyReader::share);
              default -> throw FALSE_ALARMS.unknown(rule);
            }
          }
        }
        case "smallest_drop" -> {
          for (Node.Entry rule : POLICY.mapping(entry).entries()) {
            switch (rule.key()) {
              case "suite" -> suiteDrop = SMALLEST_DROP.value(rule, GatePolicyReader::number);
              case "cell" -> cellDrop = SMALLEST_DROP.value(rule, GatePolicyReader::number);
              default -> throw SMALLEST_DROP.unknown(rule);
            }
          }
        }
        case "must_see" -> mustSee = POLICY.value(entry, GatePolicyReader::number);
        case "confirm_seeds" -> confirmSeeds = POLICY.value(entry, GatePolicyReader::seeds);
        case "may_differ" -> mayDiffer = fields(entry);
        case "waivers" -> waivers = waivers(entry);
        default -> throw POLICY.unknown(entry);
      }
    }
    return new GatePolicy(
        metric,
        suiteLevel,
        cellLevel,
        suiteDrop,
        cellDrop,
        mustSee,
        confirmSeeds,
        mayDiffer,
        waivers);
  }

  private static Set<String> fields(Node.Entry entry) {
    Set<String> fields = new LinkedHashSet<>();
    if (!isEmptyList(entry)) {
      for (Node item : POLICY.items(entry)) {
        fields.add(POLICY.value(entry.key(), item, GatePolicyReader::field));
      }
    }
    return fields;
  }

  private static List<Waiver> waivers(Node.Entry entry) {
    List<Waiver> waivers = new ArrayList<>();
    if (isEmptyList(entry)) {
      return waivers;
    }
    for (Node item : POLICY.items(entry)) {
      if (!(item instanceof Node.Mapping mapping)) {
        throw VisorException.usage(
            "a waiver must be keys with values, and is " + item.describe(),
            item.place(),
            "give it cell, reason and expires");
      }
      for (Node.Entry key : mapping.entries()) {
        if (!List.of("cell", "reason", "expires").contains(key.key())) {
          throw WAIVER.unknown(key);
        }
      }
      waivers.add(
          new Waiver(
              WAIVER.value(WAIVER.require(mapping, "cell"), Function.identity()),
              WAIVER.value(WAIVER.require(mapping, "reason"), GatePolicyReader::reason),
              WAIVER.value(WAIVER.require(mapping, "expires"), GatePolicyReader::date),
              mapping.place()));
    }
    return waivers;
  }

  private static boolean isEmptyList(Node.Entry entry) {
    return entry.value() instanceof Node.Sequence list && list.items().isEmpty();
  }

  private static int schema(String text) {
    if (!text.equals("1")) {
      throw new IllegalArgumentException(
          "the policy has schema " + text + ", and this Visor reads 1");
    }
    return 1;
  }

  private static double share(String text) {
    Matcher matcher = PERCENT.matcher(text);
    if (matcher.matches()) {
      double share = Double.parseDouble(matcher.group(1)) / 100;
      if (share > 0 && share < 1) {
        return share;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no chance; write it in per cent, above 0% and below 100%");
  }

  private static OptionalDouble number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no number from 0");
    }
    return OptionalDouble.of(Double.parseDouble(text));
  }

  private static int seeds(String text) {
    int seeds = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new IllegalArgumentException(
          "'" + text + "' is no whole number within 1 and " + MOST_SEEDS);
    }
    return seeds;
  }

  private static String field(String text) {
    if (!Comparability.fields().contains(text)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is none of "
              + String.join(", ", Comparability.fields())
              + NearestName.of(text, Comparability.fields())
                  .map(name -> "; did you mean " + name + "?")
                  .orElse(""));
    }
    return text;
  }

  private static String reason(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a waiver needs a reason");
    }
    return text;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no day; write year, month and day, as 2027-01-31", e);
    }
  }
}
