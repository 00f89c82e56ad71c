package dev.visor.core.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.function.Function;

/** Reads an id from its text, telling where in the file it is wrong. */
final class IdDeserializer<T> extends JsonDeserializer<T> {
  private final Function<String, T> parse;

  IdDeserializer(Function<String, T> parse) {
    this.parse = parse;
  }

  @Override
  public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = parser.getValueAsString("");
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      return context.reportInputMismatch(this, "%s", e.getMessage());
    }
  }
}
