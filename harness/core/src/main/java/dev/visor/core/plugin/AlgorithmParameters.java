package dev.visor.core.plugin;

import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.Parameter;
import dev.visor.api.Profile;
import dev.visor.core.VisorException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An algorithm's record of parameters as names and texts, which is what suites, identities and
 * manifests are made of. A component {@code learningRate} has the name {@code learning_rate}; every
 * value has one text, however it was written. A parameter that came later is left out where it has
 * the value of {@link Parameter#before}: trials from before it keep their identity.
 */
public final class AlgorithmParameters {
  private final String algorithm;
  private final Class<? extends Record> type;
  private final Map<String, ParameterCard> cards;

  private AlgorithmParameters(
      String algorithm, Class<? extends Record> type, Map<String, ParameterCard> cards) {
    this.algorithm = algorithm;
    this.type = type;
    this.cards = cards;
  }

  /**
   * Reads what a descriptor says of its parameters, and tries its defaults in every profile.
   *
   * @throws IllegalArgumentException if a component has no {@link Parameter}, has a type that
   *     cannot be written, or a default that is out of its bounds
   */
  public static AlgorithmParameters of(AlgorithmDescriptor<?> descriptor) {
    Class<? extends Record> type = descriptor.parameters();
    Map<Profile, Map<String, String>> defaults = new EnumMap<>(Profile.class);
    for (Profile profile : Profile.values()) {
      defaults.put(profile, write(type, recordOf(descriptor.defaults(), profile)));
    }
    Map<String, ParameterCard> cards = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = name(component);
      Map<Profile, String> values = new EnumMap<>(Profile.class);
      defaults.forEach((profile, all) -> values.put(profile, all.getOrDefault(name, "")));
      ParameterCard card = card(component, values);
      if (cards.put(name, card) != null) {
        throw new IllegalArgumentException("two parameters have the name " + name);
      }
      values.forEach(
          (profile, text) -> {
            try {
              checkBounds(card, text);
            } catch (IllegalArgumentException e) {
              throw new IllegalArgumentException(
                  "parameter " + name + ", in profile " + profile.id() + ", " + e.getMessage(), e);
            }
          });
      checkBefore(card, component);
    }
    return new AlgorithmParameters(descriptor.id(), type, cards);
  }

  /** All parameters, in the order of the record. */
  public List<ParameterCard> cards() {
    return new ArrayList<>(cards.values());
  }

  /**
   * Those that a trial is told by: of {@link #complete}, all that do not have the value of {@link
   * Parameter#before}.
   */
  public SortedMap<String, String> telling(SortedMap<String, String> complete) {
    SortedMap<String, String> values = new TreeMap<>(complete);
    for (RecordComponent component : type.getRecordComponents()) {
      before(component).ifPresent(text -> values.remove(name(component), text));
    }
    return values;
  }

  /**
   * All parameters: those that are named, and a profile's defaults for the rest. A suite that names
   * them all asks for the same trials in every profile.
   *
   * @param named by name; whole numbers may end in {@code k} or {@code M}
   * @return all of them, each in its one text
   * @throws VisorException with exit code 2 if there is no such parameter, a value cannot be read,
   *     or is out of bounds; its place is the parameter, see {@link VisorException#at}
   */
  public SortedMap<String, String> complete(Profile profile, Map<String, String> named) {
    SortedMap<String, String> values = new TreeMap<>();
    cards.values().forEach(card -> values.put(card.name(), card.defaults().get(profile)));
    for (Map.Entry<String, String> entry : named.entrySet()) {
      ParameterCard card = cards.get(entry.getKey());
      if (card == null) {
        throw UnknownName.of(
            "the algorithm " + algorithm + " has no parameter '" + entry.getKey() + "'",
            entry.getKey(),
            cards.keySet(),
            List.of());
      }
      values.put(card.name(), read(card, entry.getValue()));
    }
    try {
      toRecord(type, values);
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(
              "the parameters of the algorithm " + algorithm + " do not fit: " + e.getMessage(),
              "",
              "visor algorithms show " + algorithm + " lists what each of them means")
          .causedBy(e);
    }
    return values;
  }

  /**
   * The record that a trainer is given.
   *
   * @param values all parameters by name, as from {@link #complete} or {@link #telling}; one that
   *     is missing has the value of {@link Parameter#before}
   * @throws IllegalArgumentException if one is missing, unknown or cannot be read, or if the
   *     record's own constructor refuses them
   */
  public static <P extends Record> P toRecord(Class<P> type, Map<String, String> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    Set<String> unknown = new TreeSet<>(values.keySet());
    for (int i = 0; i < components.length; i++) {
      String name = name(components[i]);
      unknown.remove(name);
      String text = values.get(name);
      if (text == null) {
        text =
            before(components[i])
                .orElseThrow(
                    () -> new IllegalArgumentException("the parameter " + name + " is missing"));
      }
      try {
        arguments[i] = ParameterText.of(components[i].getType()).read(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("the parameter " + name + " " + e.getMessage(), e);
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(type.getName() + " has no parameters " + unknown);
    }
    return construct(type, components, arguments);
  }

  private String read(ParameterCard card, String text) {
    try {
      ParameterText texts = ParameterText.of(componentType(card.name()));
      String canonical = texts.write(texts.read(text));
      checkBounds(card, canonical);
      return canonical;
    } catch (IllegalArgumentException e) {
      throw VisorException.usage(
              "the parameter " + card.name() + " of " + algorithm + " " + e.getMessage(),
              "",
              card.name() + " is " + describe(card))
          .causedBy(e);
    }
  }

  private static String describe(ParameterCard card) {
    String meaning = card.meaning().endsWith(".") ? dropLast(card.meaning()) : card.meaning();
    return meaning.substring(0, 1).toLowerCase(Locale.ROOT) + meaning.substring(1);
  }

  private static String dropLast(String text) {
    return text.substring(0, text.length() - 1);
  }

  private Class<?> componentType(String name) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> name(component).equals(name))
        .findFirst()
        .orElseThrow()
        .getType();
  }

  private static void checkBounds(ParameterCard card, String text) {
    if (card.min() == Double.NEGATIVE_INFINITY && card.max() == Double.POSITIVE_INFINITY) {
      return;
    }
    double value = Double.parseDouble(text);
    if (value < card.min()) {
      throw new IllegalArgumentException(
          "is " + text + ", and must be " + bound(card.min()) + " or more");
    }
    if (value > card.max()) {
      throw new IllegalArgumentException(
          "is " + text + ", and must be " + bound(card.max()) + " or less");
    }
  }

  private static void checkBefore(ParameterCard card, RecordComponent component) {
    before(component)
        .ifPresent(
            text -> {
              try {
                ParameterText texts = ParameterText.of(component.getType());
                if (!texts.write(texts.read(text)).equals(text)) {
                  throw new IllegalArgumentException(
                      "is to be written " + texts.write(texts.read(text)));
                }
                checkBounds(card, text);
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    "what parameter " + card.name() + " was before it was there, " + e.getMessage(),
                    e);
              }
            });
  }

  /** The value with which an algorithm does what it did before the component was there. */
  private static Optional<String> before(RecordComponent component) {
    return Optional.ofNullable(component.getAnnotation(Parameter.class))
        .map(Parameter::before)
        .filter(text -> !text.isEmpty());
  }

  private static String bound(double value) {
    return ParameterText.of(double.class).write(value);
  }

  private static ParameterCard card(RecordComponent component, Map<Profile, String> defaults) {
    Parameter parameter = component.getAnnotation(Parameter.class);
    if (parameter == null || parameter.value().isBlank() || parameter.source().isBlank()) {
      throw new IllegalArgumentException(
          "the component "
              + component.getName()
              + " of "
              + component.getDeclaringRecord().getName()
              + " has no @Parameter that says what it is and where its default comes from");
    }
    ParameterText texts = ParameterText.of(component.getType());
    boolean bounded = texts.isNumber();
    return new ParameterCard(
        name(component),
        texts.label(),
        parameter.value(),
        parameter.unit(),
        parameter.source(),
        bounded ? parameter.min() : Double.NEGATIVE_INFINITY,
        bounded ? parameter.max() : Double.POSITIVE_INFINITY,
        defaults);
  }

  /** {@code learningRate} is {@code learning_rate} in a suite, as all its keys are written. */
  private static String name(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Record recordOf(Function<Profile, ? extends Record> defaults, Profile profile) {
    Record values = defaults.apply(profile);
    if (values == null) {
      throw new IllegalArgumentException("there are no defaults for profile " + profile.id());
    }
    return values;
  }

  private static Map<String, String> write(Class<? extends Record> type, Record values) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = value(component, values);
      try {
        texts.put(name(component), ParameterText.of(component.getType()).write(value));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "the parameter " + name(component) + " " + e.getMessage(), e);
      }
    }
    return texts;
  }

  private static Object value(RecordComponent component, Record values) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      Object value = accessor.invoke(values);
      if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
        throw new IllegalArgumentException(
            "the parameter " + name(component) + " has the default " + value);
      }
      return value;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException("the parameter " + name(component) + " is unreadable", e);
    }
  }

  private static <P extends Record> P construct(
      Class<P> type, RecordComponent[] components, Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<P> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalArgumentException(String.valueOf(cause.getMessage()), cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + " cannot be made", e);
    }
  }
}
