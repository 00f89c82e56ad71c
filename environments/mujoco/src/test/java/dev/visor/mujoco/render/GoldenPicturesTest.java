package dev.visor.mujoco.render;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every byte of some pictures is kept: a change of the renderer shows here, and datasets that were
 * drawn before it and after it are not the same data.
 */
class GoldenPicturesTest {
  private static final Path STORED = Path.of("src/test/resources/dev/visor/mujoco/render");
  private static final Path MADE = Path.of("target/pictures");
  private static final String ACCEPT = "visor.pictures";

  @ParameterizedTest
  @MethodSource("dev.visor.mujoco.render.Pictures#goldens")
  void everyByteIsAsStored(Pictures.Golden golden) throws IOException {
    byte[] actual = golden.draw();
    Path stored = STORED.resolve(golden.file());
    if ("accept".equals(System.getProperty(ACCEPT))) {
      Pictures.write(actual, golden.size(), stored);
    }
    byte[] expected =
        Files.exists(stored) ? Pictures.read(stored) : new byte[3 * golden.size() * golden.size()];

    if (!Arrays.equals(actual, expected)) {
      Path made = MADE.resolve(golden.file());
      Path difference = MADE.resolve("difference-" + golden.file());
      Pictures.write(actual, golden.size(), made);
      Pictures.write(Pictures.difference(actual, expected), golden.size(), difference);
      fail(
          "%d of %d bytes of %s are no longer drawn as they were. Look at %s and at %s. If the"
              + " change is meant, raise RayCaster.VERSION, run this test with -D%s=accept, and"
              + " say why in the commit.",
          apart(actual, expected), actual.length, stored, made, difference, ACCEPT);
    }
  }

  private static int apart(byte[] actual, byte[] expected) {
    int apart = 0;
    for (int i = 0; i < actual.length; i++) {
      apart += actual[i] == expected[i] ? 0 : 1;
    }
    return apart;
  }
}
