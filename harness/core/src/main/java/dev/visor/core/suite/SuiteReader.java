package dev.visor.core.suite;

import dev.visor.core.VisorException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a suite from its file, strictly: what is not understood is an error with line, column and
 * what to do, and the first one in the file is told.
 */
public final class SuiteReader {
  /** The suite's name in the folder of a leaderboard. */
  public static final String FILE_NAME = "suite.yaml";

  static final int SCHEMA = 1;

  private SuiteReader() {}

  /**
   * Reads a suite as it stands.
   *
   * @param path a suite's file, or the folder of a leaderboard
   * @throws VisorException with exit code 2 if it cannot be read or followed
   */
  public static Suite read(Path path) {
    return read(path, SuiteOverrides.NONE);
  }

  /** Reads a suite with what a command line changes in it; see {@link #read(Path)}. */
  public static Suite read(Path path, SuiteOverrides overrides) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
    try {
      return read(Files.readString(file), file.toString(), overrides);
    } catch (CharacterCodingException e) {
      throw VisorException.usage(
              "the suite is not in UTF-8", file.toString(), "save it as UTF-8 text")
          .causedBy(e);
    } catch (IOException e) {
      throw VisorException.usage(
              Files.exists(file) ? "the suite cannot be read: " + e : "there is no suite here",
              file.toString(),
              "name a suite's file, or the folder of a leaderboard, which has a " + FILE_NAME)
          .causedBy(e);
    }
  }

  static Suite read(String text, String file, SuiteOverrides overrides) {
    Node document = YamlTree.ofFile(text, file);
    if (!(document instanceof Node.Mapping)) {
      throw VisorException.usage(
          "a suite must be keys with values, and this is " + document.describe(),
          document.place(),
          "begin it with schema: " + SCHEMA);
    }
    return new SuiteDraft().suite((Node.Mapping) overrides.applyTo(document));
  }
}
