package dev.visor.api;

/**
 * How a dataset is made again from nothing but this plugin and a seed.
 *
 * @param id the dataset's versioned name
 * @param task what its episodes are of
 * @param summary one sentence on the behaviour
 * @param episodes how many there are at full size
 * @param seed the root of all its random streams; not 0
 * @param digest SHA-256, in hexadecimal, of everything that decides the data beside task, seed and
 *     number of episodes: controller, noise, snapshots, and the versions of physics and renderer
 */
public record DatasetRecipe(
    DatasetId id, TaskId task, String summary, int episodes, long seed, String digest) {
  public DatasetRecipe {
    if (episodes < 1 || seed == 0) {
      throw new IllegalArgumentException(
          "recipe " + id + " needs one episode or more and a seed other than 0");
    }
  }
}
