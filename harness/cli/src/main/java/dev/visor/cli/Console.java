package dev.visor.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.visor.core.run.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress and errors
 * @param terminal whether a person watches {@code err}, so that a live display makes sense
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * The process's own streams, in UTF-8.
   *
   * @param results standard output
   */
  static Console ofProcess(Results results) {
    return new Console(
        new PrintStream(results, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        Terminal.isWatched(System.getenv()));
  }

  /** Prints a value of maps, lists, strings, numbers and booleans as JSON. */
  void json(Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + value, e);
    }
  }
}
