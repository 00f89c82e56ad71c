package dev.visor.core.evidence;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Records as JSON whose bytes are the same on every Java, and back, where nothing is guessed: an
 * unknown, missing, repeated or null field is an error with line and column.
 */
final class StrictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(new JsonFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest digits, as Java has from 19
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  private static final ObjectWriter WRITER = MAPPER.writer(printer());

  private StrictJson() {}

  /** A record as JSON, ending in a line feed. */
  static String text(Record value) {
    try {
      return WRITER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a record.
   *
   * @param remedy what to do if the file cannot be read
   */
  static <T extends Record> T read(Path file, Class<T> type, String remedy) {
    return read(file, type, remedy, text -> false, older -> {});
  }

  /**
   * Reads a record that older files hold less of.
   *
   * @param remedy what to do if the file cannot be read
   * @param older whether a file's text is of an older schema
   * @param complete adds to such a file what the record has
   */
  static <T extends Record> T read(
      Path file,
      Class<T> type,
      String remedy,
      Predicate<String> older,
      Consumer<ObjectNode> complete) {
    try {
      String text = Files.readString(file);
      if (!older.test(text)) {
        return MAPPER.readValue(text, type);
      }
      JsonNode tree = MAPPER.readTree(text);
      if (tree instanceof ObjectNode object) {
        complete.accept(object);
      }
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw VisorException.integrity(
              "the file is damaged: " + e.getOriginalMessage(), file + place, remedy)
          .causedBy(e);
    } catch (IOException e) {
      throw VisorException.integrity("the file cannot be read: " + e, file.toString(), remedy)
          .causedBy(e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    return new DefaultPrettyPrinter(
            PrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(new DefaultIndenter("  ", "\n"));
  }
}
