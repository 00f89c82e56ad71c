package dev.visor.mujoco.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model in a plugin's resources, with the files that it includes put in their place. */
record ModelFile(Class<?> owner, String name) implements ModelText {
  private static final Pattern INCLUDE = Pattern.compile("<include file=\"([a-z_]+\\.xml)\"/>");
  private static final Pattern ROOT = Pattern.compile("</?mujocoinclude>\\s*");

  @Override
  public String read() {
    Matcher include = INCLUDE.matcher(resource(name));
    return include.replaceAll(
        found ->
            Matcher.quoteReplacement(
                ROOT.matcher(resource(found.group(1))).replaceAll("").strip()));
  }

  private String resource(String file) {
    try (InputStream in = owner.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the plugin lacks its model file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read model file " + file, e);
    }
  }
}
