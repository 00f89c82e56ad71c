package dev.visor.core.dataset;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.visor.api.DatasetId;
import dev.visor.api.TaskId;
import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The card as JSON, read strictly.
 *
 * <p>The last key, {@code seal}, is the SHA-256 of all bytes before its line. With it a change of a
 * single character of the card is found, as one of the arrays is found by the card: {@code head -n
 * -2 dataset.json | sha256sum} prints it.
 */
final class CardJson {
  private static final String SEAL = "seal";
  private static final String SEAL_LINE = "  \"" + SEAL + "\": \"";
  private static final int MOST_BYTES = 1 << 20;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(DatasetId.class, ToStringSerializer.instance)
                  .addSerializer(TaskId.class, ToStringSerializer.instance)
                  .addSerializer(Double.TYPE, new DecimalSerializer())
                  .addDeserializer(DatasetId.class, new IdDeserializer<>(DatasetId::parse))
                  .addDeserializer(TaskId.class, new IdDeserializer<>(TaskId::parse)))
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addMixIn(DatasetCard.class, SealIsNoComponent.class)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** The bytes of the file that holds a card. */
  byte[] write(DatasetCard card) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    String json = mapper.writer(printer).writeValueAsString(card);
    String sealed = json.substring(0, json.lastIndexOf('\n')) + ",\n";
    return (sealed + SEAL_LINE + Sha256.of(bytes(sealed)) + "\"\n}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the card in a dataset's folder.
   *
   * @throws VisorException if it is not there, cannot be understood, or was changed
   */
  DatasetCard read(Path folder) {
    Path file = folder.resolve(DatasetCard.FILE);
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw broken(folder, "is longer than " + MOST_BYTES + " bytes", null);
      }
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw broken(folder, "is missing", null).causedBy(e);
    } catch (IOException e) {
      throw broken(folder, "cannot be read: " + e, null).causedBy(e);
    }
    try {
      checkSchema(folder, mapper.readTree(text));
      checkKeys(text);
      DatasetCard card = mapper.readValue(text, DatasetCard.class);
      checkSeal(folder, text);
      return card;
    } catch (CardKeys.KeyException e) {
      throw broken(folder, e.getOriginalMessage(), e.getLocation()).causedBy(e);
    } catch (JsonProcessingException e) {
      throw broken(folder, "cannot be understood: " + firstLine(e), e.getLocation()).causedBy(e);
    } catch (IOException e) {
      throw new AssertionError("text in memory can be read", e);
    }
  }

  private void checkKeys(String text) throws IOException {
    try (JsonParser json = mapper.createParser(text)) {
      new CardKeys(json).check(DatasetCard.class, SEAL);
    }
  }

  private static void checkSchema(Path folder, JsonNode tree) {
    JsonNode schema = tree.path("schema");
    if (schema.isInt() && schema.intValue() > DatasetCard.SCHEMA) {
      throw VisorException.integrity(
          "the dataset was written by a newer Visor: its card has schema "
              + schema.intValue()
              + ", this Visor reads "
              + DatasetCard.SCHEMA,
          folder.resolve(DatasetCard.FILE).toString(),
          "update Visor, or use another store with --data");
    }
    if (!schema.isInt() || schema.intValue() != DatasetCard.SCHEMA) {
      throw broken(folder, "has no schema " + DatasetCard.SCHEMA, null);
    }
  }

  private static void checkSeal(Path folder, String text) {
    int line = text.lastIndexOf("\n" + SEAL_LINE) + 1;
    String sealed = text.substring(0, line);
    if (line == 0
        || !text.substring(line).equals(SEAL_LINE + Sha256.of(bytes(sealed)) + "\"\n}\n")) {
      throw broken(folder, "was changed after it was written: its seal does not fit", null);
    }
  }

  private static VisorException broken(Path folder, String what, @Nullable JsonLocation location) {
    String place = folder.resolve(DatasetCard.FILE).toString();
    if (location != null) {
      place += ":" + location.getLineNr() + ":" + location.getColumnNr();
    }
    return VisorException.integrity("the dataset's card " + what, place, remedy(folder));
  }

  /** Whether it was made here or imported, only the card could tell. */
  private static String remedy(Path folder) {
    Finding damaged = Finding.damaged(DatasetCard.FILE, "");
    String id = StoreLayout.id(folder).map(DatasetId::toString).orElse("ID");
    String image = StoreLayout.picture(folder).map(size -> " --image " + size).orElse("");
    return damaged.remedy(id + image, /* imported= */ false)
        + "; if it was imported, "
        + damaged.remedy(id, /* imported= */ true);
  }

  private static String firstLine(JsonProcessingException e) {
    String message = Objects.requireNonNullElse(e.getOriginalMessage(), "");
    return message.lines().findFirst().orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @JsonIgnoreProperties(SEAL)
  private interface SealIsNoComponent {}

  private static final class DecimalSerializer extends StdSerializer<Double> {
    DecimalSerializer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(ReturnSummary.decimal(value).toPlainString());
    }
  }
}
