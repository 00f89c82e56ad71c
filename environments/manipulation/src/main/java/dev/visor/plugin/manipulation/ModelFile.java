package dev.visor.plugin.manipulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a model of this package, with the files that it includes put in their place. */
final class ModelFile {
  private static final Pattern INCLUDE = Pattern.compile("<include file=\"([a-z_]+\\.xml)\"/>");
  private static final Pattern ROOT = Pattern.compile("</?mujocoinclude>\\s*");

  private ModelFile() {}

  /** The text of a model. */
  static String read(String name) {
    Matcher include = INCLUDE.matcher(resource(name));
    return include.replaceAll(
        found ->
            Matcher.quoteReplacement(
                ROOT.matcher(resource(found.group(1))).replaceAll("").strip()));
  }

  private static String resource(String name) {
    try (InputStream in = ModelFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the plugin lacks its model file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read model file " + name, e);
    }
  }
}
