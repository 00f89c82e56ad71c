package dev.visor.core.environment;

/** What came of a check. */
public sealed interface Outcome {
  /**
   * The environment keeps to it.
   *
   * @param detail what was seen or measured; may be empty
   */
  record Passed(String detail) implements Outcome {}

  /**
   * The environment does not keep to it.
   *
   * @param reason what was seen instead, as a sentence without a full stop
   * @param remedy what to change, likewise
   */
  record Failed(String reason, String remedy) implements Outcome {}

  /**
   * The check does not apply.
   *
   * @param reason why, as a sentence without a full stop
   */
  record Skipped(String reason) implements Outcome {}
}
