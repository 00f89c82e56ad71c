package dev.visor.core.dataset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.visor.core.NearestName;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Checks that a card has exactly the keys that its records have components. Jackson would tell of a
 * misspelt key as of one that is missing, and not where it stands.
 */
final class CardKeys {
  private static final PropertyNamingStrategies.SnakeCaseStrategy NAMING =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private final JsonParser json;

  /**
   * @param json at the start of its text
   */
  CardKeys(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads one object to its end.
   *
   * @param extra a key that it has beside the components
   * @throws KeyException naming the key that is unknown or missing, and its place
   */
  void check(Class<? extends Record> type, String extra) throws IOException {
    json.nextToken();
    checkObject(type, extra);
  }

  private void checkObject(Class<?> type, String... extra) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren(); // of the wrong kind: Jackson says so well
      return;
    }
    Map<String, Type> missing = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      missing.put(NAMING.translate(component.getName()), component.getGenericType());
    }
    for (String key : extra) {
      missing.put(key, String.class);
    }
    Map<String, Type> known = Map.copyOf(missing);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      Type component = known.get(key);
      if (component == null) {
        throw failure(
            "has the unknown key '%s'%s"
                .formatted(
                    key,
                    NearestName.of(key, known.keySet())
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("")));
      }
      missing.remove(key);
      json.nextToken();
      checkValue(component);
    }
    if (!missing.isEmpty()) {
      throw failure("lacks the key '" + missing.keySet().iterator().next() + "'");
    }
  }

  private void checkValue(Type type) throws IOException {
    if (type instanceof Class<?> one && one.isRecord()) {
      checkObject(one);
    } else if (type instanceof ParameterizedType map
        && map.getActualTypeArguments()[1] instanceof Class<?> value
        && value.isRecord()
        && json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        json.nextToken();
        checkObject(value);
      }
    } else {
      json.skipChildren();
    }
  }

  private KeyException failure(String what) {
    return new KeyException(what, json.currentTokenLocation());
  }

  /** A key that is unknown or missing. */
  static final class KeyException extends JsonProcessingException {
    KeyException(String what, JsonLocation location) {
      super(what, location);
    }
  }
}
