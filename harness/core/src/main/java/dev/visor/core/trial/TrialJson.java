package dev.visor.core.trial;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.visor.api.DatasetId;
import dev.visor.api.TaskId;
import dev.visor.core.suite.DatasetSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** The JSON that parent and child exchange: records as they are, ids and durations as text. */
final class TrialJson {
  private TrialJson() {}

  static ObjectMapper mapper() {
    SimpleModule module = new SimpleModule("trial");
    addText(module, TaskId.class, TaskId::parse);
    addText(module, DatasetId.class, DatasetId::parse);
    addText(module, DatasetSize.class, DatasetSize::parse);
    addText(module, Duration.class, Duration::parse);
    addText(module, Path.class, Path::of);
    return new ObjectMapper().registerModule(module);
  }

  private static <T> void addText(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        new StdSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider unused)
              throws IOException {
            json.writeString(value.toString());
          }
        });
    module.addDeserializer(
        type,
        new StdDeserializer<T>(type) {
          @Override
          public T deserialize(JsonParser json, DeserializationContext unused) throws IOException {
            return parse.apply(json.getText());
          }
        });
  }
}
