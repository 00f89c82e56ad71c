package dev.visor.core.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The lines that a process answers with, each an object of JSON:
 *
 * <pre>
 * {"ready": true, "engine": "PyTorch 2.6.0"}    once, by itself
 * {"ms": 812.4, "loss": 11.03}                  to "step", and to "reference"
 * {"peak_mb": 1931.2}                           to "end"; then it exits
 * </pre>
 *
 * <p>A loss that does not exist is {@code null}. Keys that are not listed here are passed over.
 */
final class Reply {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final JsonNode line;

  private Reply(JsonNode line) {
    this.line = line;
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is no object of JSON
   */
  static Reply parse(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node == null || !node.isObject()) {
        throw new IllegalArgumentException("not an object of JSON");
      }
      return new Reply(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** What computes, once it is ready to. */
  String engine() {
    JsonNode engine = line.path("engine");
    if (!line.path("ready").asBoolean() || !engine.isTextual()) {
      throw new IllegalArgumentException("not ready, or without an engine's name");
    }
    return engine.textValue();
  }

  /** A time and a loss. */
  Step step() {
    double millis = number("ms");
    JsonNode loss = line.path("loss");
    if (!(millis > 0) || !(loss.isNumber() || loss.isNull())) {
      throw new IllegalArgumentException("no positive ms, or no loss that is a number or null");
    }
    return new Step(millis, loss.isNull() ? Double.NaN : loss.doubleValue());
  }

  /** Greatest resident memory, in MB of 2²⁰ bytes. */
  double peakMegabytes() {
    return number("peak_mb");
  }

  private double number(String key) {
    JsonNode value = line.path(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("no number " + key);
    }
    return value.doubleValue();
  }

  /** The line that {@link #engine} reads. */
  static String ready(String engine) {
    return JSON.createObjectNode().put("ready", true).put("engine", engine).toString();
  }

  /** The line that {@link #step} reads. */
  static String step(Step step) {
    ObjectNode line = JSON.createObjectNode().put("ms", step.millis());
    return (Double.isNaN(step.loss()) ? line.putNull("loss") : line.put("loss", step.loss()))
        .toString();
  }

  /** The line that {@link #peakMegabytes} reads. */
  static String peak(double megabytes) {
    return JSON.createObjectNode().put("peak_mb", megabytes).toString();
  }
}
