package dev.visor.core.dataset;

import dev.visor.api.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A process that builds a toy dataset and, on its way, says so and waits for a byte from its
 * parent.
 */
final class ChildBuilder {
  private ChildBuilder() {}

  /**
   * Builds.
   *
   * @param args store, number of episodes, and the episode before which it waits
   */
  public static void main(String[] args) {
    int waitBefore = Integer.parseInt(args[2]);
    ToyRecipes recipes = new ToyRecipes(index -> pauseAt(index, waitBefore), episode -> episode);
    new DatasetStore(Path.of(args[0]))
        .build(
            recipes.request(Integer.parseInt(args[1]), 1), BuildProgress.NONE, Cancellation.NEVER)
        .close();
  }

  private static void pauseAt(int index, int waitBefore) {
    if (index != waitBefore) {
      return;
    }
    try {
      System.out.write('.');
      System.out.flush();
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts such a process and returns once it waits. */
  static Process start(Path store, int episodes, int waitBefore) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildBuilder.class.getName(),
                store.toString(),
                Integer.toString(episodes),
                Integer.toString(waitBefore))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != '.') {
      throw new IOException("the child has ended");
    }
    return process;
  }
}
