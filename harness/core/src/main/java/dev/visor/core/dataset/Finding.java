package dev.visor.core.dataset;

import java.util.OptionalInt;

/**
 * One thing that is wrong with a stored dataset.
 *
 * @param kind how wrong
 * @param file name of the file it was found in, within the dataset's folder
 * @param episode the first episode that it concerns, from 0; empty where it concerns none
 * @param what the rest of a sentence that begins with the file
 */
public record Finding(Kind kind, String file, OptionalInt episode, String what) {
  /** How wrong it is, and so what can be done. */
  public enum Kind {
    /** Bytes are not those that were written. Building again makes it whole. */
    DAMAGED,
    /** As written, but against the rules of a dataset. The recipe that made it has a defect. */
    INVALID,
    /** Allowed, and yet seldom meant. */
    SUSPECT
  }

  static Finding damaged(String file, String what) {
    return new Finding(Kind.DAMAGED, file, OptionalInt.empty(), what);
  }

  static Finding damaged(String file, int episode, String what) {
    return new Finding(Kind.DAMAGED, file, OptionalInt.of(episode), what);
  }

  static Finding invalid(String file, int episode, String what) {
    return new Finding(Kind.INVALID, file, OptionalInt.of(episode), what);
  }

  static Finding suspect(String file, int episode, String what) {
    return new Finding(Kind.SUSPECT, file, OptionalInt.of(episode), what);
  }

  /** Where it is: the file, and the episode if there is one. */
  public String place() {
    return episode.isPresent() ? file + ", episode " + episode.getAsInt() : file;
  }

  /**
   * What to do about it.
   *
   * @param card of the dataset
   */
  public String remedy(DatasetCard card) {
    return remedy(card.name(), card.imported());
  }

  /**
   * What to do about it.
   *
   * @param dataset as a command names it
   * @param imported whether it came from somebody else's files
   */
  String remedy(String dataset, boolean imported) {
    return switch (kind) {
      case DAMAGED ->
          imported
              ? "import its files again: visor datasets import --rebuild --id " + dataset
              : "build it again: visor datasets build " + dataset + " --rebuild";
      case INVALID ->
          imported
              ? "look at the files that it was imported from"
              : "tell the author of the plugin that made it";
      case SUSPECT -> "look at that episode before you trust the dataset";
    };
  }

  /** The sentence, with its place. */
  @Override
  public String toString() {
    return place() + ": " + what;
  }
}
