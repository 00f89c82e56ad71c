package dev.visor.core.plan;

import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which trials of a plan are meant: {@code variant=lompo,bc}, {@code task=walker-*}, {@code
 * seed=0..2}. A trial passes if, for each key that is named, one of its values fits. {@code *}
 * stands for any characters.
 */
public final class TrialFilter {
  private static final String OPTION = "--only";
  private static final Pattern SEED = Pattern.compile("[0-9]{1,9}");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})\\.\\.([0-9]{1,9})");

  /** What a filter can ask for. The order is that of the message that lists them. */
  private static final Map<String, Function<PlannedTrial, List<String>>> KEYS = keys();

  private final Map<String, List<Value>> wanted;

  private TrialFilter(Map<String, List<Value>> wanted) {
    this.wanted = wanted;
  }

  /**
   * Reads the values of the option {@code --only}.
   *
   * @param options each {@code key=value}, with further values or keys after commas; none lets
   *     every trial through
   */
  public static TrialFilter parse(List<String> options) {
    Map<String, List<Value>> wanted = new LinkedHashMap<>();
    for (String option : options) {
      String place = OPTION + " " + option;
      List<Value> values = null;
      for (String part : option.split(",", -1)) {
        int equals = part.indexOf('=');
        if (equals >= 0) {
          values =
              wanted.computeIfAbsent(
                  key(part.substring(0, equals), place), unused -> new ArrayList<>());
        }
        String value = part.substring(equals + 1);
        if (values == null || value.isBlank()) {
          throw VisorException.usage(
              "'" + part + "' names no trials",
              place,
              "write key=value, for example "
                  + OPTION
                  + " variant=lompo or seed=0..2; keys are "
                  + String.join(", ", KEYS.keySet()));
        }
        values.add(new Value(value.strip(), place));
      }
    }
    return new TrialFilter(wanted);
  }

  /** The trials that pass, in their order. */
  List<PlannedTrial> of(List<PlannedTrial> trials) {
    List<PlannedTrial> kept = trials;
    for (Map.Entry<String, List<Value>> entry : wanted.entrySet()) {
      Function<PlannedTrial, List<String>> names = namesOf(entry.getKey());
      for (Value value : entry.getValue()) {
        if (trials.stream().noneMatch(trial -> value.fits(names.apply(trial)))) {
          throw unknown(entry.getKey(), value, trials);
        }
      }
      kept =
          kept.stream()
              .filter(trial -> entry.getValue().stream().anyMatch(v -> v.fits(names.apply(trial))))
              .toList();
    }
    if (kept.isEmpty()) {
      throw VisorException.usage(
          "no trial of the plan is all of this at once",
          OPTION + " " + String.join(" ", wanted.keySet()),
          "run visor plan to see the trials there are");
    }
    return kept;
  }

  private static VisorException unknown(String key, Value value, List<PlannedTrial> trials) {
    Set<String> there = new LinkedHashSet<>();
    trials.forEach(trial -> there.addAll(namesOf(key).apply(trial).subList(0, 1)));
    Optional<String> nearest = NearestName.of(value.text, there);
    return VisorException.usage(
        "no trial of the plan has the " + key + " '" + value.text + "'",
        value.place,
        nearest.map(name -> "did you mean " + name + "? ").orElse("")
            + "There are: "
            + String.join(", ", there));
  }

  private static String key(String written, String place) {
    String key = written.strip();
    if (!KEYS.containsKey(key)) {
      String nearest =
          NearestName.of(key, KEYS.keySet()).map(n -> "did you mean " + n + "? ").orElse("");
      throw VisorException.usage(
          "'" + key + "' is nothing that trials can be chosen by",
          place,
          nearest + "Keys are: " + String.join(", ", KEYS.keySet()));
    }
    return key;
  }

  private static Function<PlannedTrial, List<String>> namesOf(String key) {
    Function<PlannedTrial, List<String>> names = KEYS.get(key);
    if (names == null) {
      throw new IllegalStateException("key " + key + " was let in by mistake");
    }
    return names;
  }

  private static Map<String, Function<PlannedTrial, List<String>>> keys() {
    Map<String, Function<PlannedTrial, List<String>>> keys = new LinkedHashMap<>();
    keys.put("variant", trial -> List.of(trial.variant()));
    keys.put("algorithm", trial -> List.of(trial.algorithm()));
    keys.put("task", trial -> List.of(trial.task().toString(), trial.task().name()));
    keys.put("kind", trial -> List.of(trial.kind(), trial.dataset().kind()));
    keys.put("size", trial -> List.of(trial.size().toString()));
    keys.put("seed", trial -> List.of(Integer.toString(trial.seedIndex())));
    return keys;
  }

  /**
   * A value with its place: a name, a pattern, or a range of seeds.
   *
   * @param fits what a name has to match; not used for a range
   */
  private record Value(String text, String place, Pattern fits) {
    Value(String text, String place) {
      this(
          text,
          place,
          Pattern.compile(
              Arrays.stream(text.split("\\*", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*"))));
    }

    boolean fits(List<String> names) {
      Matcher range = RANGE.matcher(text);
      if (range.matches()) {
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(range.group(2));
        return names.stream()
            .filter(name -> SEED.matcher(name).matches())
            .mapToInt(Integer::parseInt)
            .anyMatch(seed -> from <= seed && seed <= to);
      }
      return names.stream().anyMatch(name -> fits.matcher(name).matches());
    }
  }
}
