package dev.visor.core.dataset.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Minari's {@code metadata.json} says that an import should know. Its spaces list a bound for
 * every byte of a picture, so it is read token by token.
 *
 * @param format how the episodes are kept; {@code hdf5} is what is read here
 * @param episodes how many there are
 * @param actionBounds least and largest bound of the actions, if they are a box
 */
record MinariMetadata(Optional<String> format, OptionalLong episodes, List<Double> actionBounds) {
  static final String FILE = "metadata.json";
  static final String FORMAT = "data_format";
  static final String EPISODES = "total_episodes";
  static final String ACTION_SPACE = "action_space";
  static final String HDF5 = "hdf5";

  private static final long MOST_BYTES = 64L << 20;
  private static final JsonFactory JSON = new JsonFactory();

  static MinariMetadata read(Path file) {
    Place place = Place.of(file);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw place.fault("is longer than " + MOST_BYTES + " bytes", "look at what wrote it");
      }
      try (InputStream in = Files.newInputStream(file);
          JsonParser json = JSON.createParser(in)) {
        return read(json);
      }
    } catch (IOException e) {
      throw place
          .fault(
              "cannot be read as JSON: " + String.valueOf(e.getMessage()).lines().findFirst().get(),
              "get the file again")
          .causedBy(e);
    }
  }

  private static MinariMetadata read(JsonParser json) throws IOException {
    Optional<String> format = Optional.empty();
    OptionalLong episodes = OptionalLong.empty();
    List<Double> bounds = List.of();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it does not begin with {");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (key.equals(FORMAT) && value == JsonToken.VALUE_STRING) {
        format = Optional.of(json.getText());
      } else if (key.equals(EPISODES) && value == JsonToken.VALUE_NUMBER_INT) {
        episodes = OptionalLong.of(json.getLongValue());
      } else if (key.equals(ACTION_SPACE) && value == JsonToken.VALUE_STRING) {
        bounds = bounds(json.getText());
      } else {
        json.skipChildren();
      }
    }
    return new MinariMetadata(format, episodes, bounds);
  }

  /** The extremes of a box, which is written as JSON within JSON. */
  private static List<Double> bounds(String space) throws IOException {
    List<Double> bounds = new ArrayList<>();
    try (JsonParser json = JSON.createParser(space)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return List.of();
      }
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_ARRAY && (key.equals("low") || key.equals("high"))) {
          for (int depth = 1; depth > 0; ) {
            JsonToken token = json.nextToken();
            if (token == null) {
              throw new IOException("its action space ends too early");
            } else if (token.isStructStart()) {
              depth++;
            } else if (token.isStructEnd()) {
              depth--;
            } else if (token.isNumeric()) {
              least = Math.min(least, json.getDoubleValue());
              most = Math.max(most, json.getDoubleValue());
            }
          }
        } else {
          json.skipChildren();
        }
      }
      if (least <= most) {
        bounds.addAll(List.of(least, most));
      }
      return bounds;
    }
  }
}
