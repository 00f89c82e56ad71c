package dev.visor.plugin.drq;

/** Whose losses move the encoder. */
public enum EncoderTeachers {
  /** The critics' alone, as in DrQ and in DrQ-v2. */
  CRITICS,

  /**
   * The critics' and the actor's, through π, each with a step of Adam of its own, so that neither
   * has to be weighed against the other.
   */
  BOTH
}
