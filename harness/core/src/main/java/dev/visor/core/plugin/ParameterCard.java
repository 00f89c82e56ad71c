package dev.visor.core.plugin;

import dev.visor.api.Profile;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a person is told of one parameter.
 *
 * @param name as it stands in a suite: {@code learning_rate} for the component {@code learningRate}
 * @param type {@code int}, {@code long}, {@code double}, {@code boolean}, {@code text}, or the
 *     values of a choice joined by {@code |}
 * @param meaning one sentence
 * @param unit may be empty
 * @param source where the default comes from
 * @param min least allowed value; −∞ if there is none
 * @param max greatest allowed value; +∞ if there is none
 * @param defaults its value in every profile
 */
public record ParameterCard(
    String name,
    String type,
    String meaning,
    String unit,
    String source,
    double min,
    double max,
    Map<Profile, String> defaults) {
  public ParameterCard {
    defaults = Collections.unmodifiableMap(new EnumMap<>(defaults));
  }
}
