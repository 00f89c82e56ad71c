package dev.visor.core.dataset.exchange;

import dev.visor.core.VisorException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Where in foreign files something is wrong.
 *
 * @param file the file
 * @param episode its number in the dataset, from 0; empty where none is concerned
 * @param key of the array; empty where none is concerned
 */
record Place(Path file, OptionalInt episode, String key) {
  static Place of(Path file) {
    return new Place(file, OptionalInt.empty(), "");
  }

  static Place of(Path file, int episode) {
    return new Place(file, OptionalInt.of(episode), "");
  }

  /** The same place, within it an array. */
  Place key(String name) {
    return new Place(file, episode, name);
  }

  /**
   * What is wrong here.
   *
   * @param what the rest of a sentence that begins with the array, or the file if no array is named
   * @param remedy what to do about it
   */
  VisorException fault(String what, String remedy) {
    String subject = key.isEmpty() ? String.valueOf(file.getFileName()) : "the array '" + key + "'";
    return VisorException.integrity(subject + " " + what, toString(), remedy);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file.toString());
    episode.ifPresent(number -> text.append(", episode ").append(number));
    if (!key.isEmpty()) {
      text.append(", key ").append(key);
    }
    return text.toString();
  }
}
