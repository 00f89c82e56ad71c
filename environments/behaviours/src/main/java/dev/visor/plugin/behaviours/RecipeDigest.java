package dev.visor.plugin.behaviours;

import dev.visor.mujoco.Versions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SHA-256 over all that decides a dataset beside its task, its seed and its episodes. */
final class RecipeDigest {
  private RecipeDigest() {}

  /**
   * The digest, in hexadecimal.
   *
   * @param lines what decides it beside the versions of physics and pictures; none holds a line's
   *     end
   */
  static String of(String... lines) {
    String text =
        Stream.concat(
                Stream.of(lines),
                Stream.of("MuJoCo " + Versions.physics(), "pictures " + Versions.pictures()))
            .collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
