package dev.visor.plugin.lompo;

import dev.visor.api.Cancellation;
import dev.visor.api.DatasetView;
import dev.visor.nn.rssm.LatentStates;
import dev.visor.nn.rssm.StateFilter;
import java.util.random.RandomGenerator;

/**
 * Encodes whole episodes into {@link RealLatents}, from their beginning and by posterior samples.
 * Some episodes go side by side, for the sake of speed.
 */
final class LatentEncoder {
  /** How many episodes go side by side. */
  static final int SIDE_BY_SIDE = 16;

  private static final int PICTURES_AT_ONCE = 64;

  private final DatasetView dataset;
  private final ModelShape shape;
  private final Perception perception;
  private final StateFilter filter;
  private final RealLatents target;
  private final RandomGenerator random;

  LatentEncoder(DatasetView dataset, WorldModel model, RealLatents target, RandomGenerator random) {
    this.dataset = dataset;
    shape = model.shape();
    perception = model.perception();
    filter = model.filter();
    this.target = target;
    this.random = random;
  }

  /**
   * Encodes every episode.
   *
   * @return whether all were encoded; false if cancellation was requested before the end
   */
  boolean encodeAll(Cancellation cancellation) {
    for (int from = 0; from < dataset.episodes(); from += SIDE_BY_SIDE) {
      if (cancellation.requested()) {
        return false;
      }
      encode(from, Math.min(SIDE_BY_SIDE, dataset.episodes() - from));
    }
    return true;
  }

  /**
   * Encodes some episodes in a row.
   *
   * @param first the first of them
   */
  void encode(int first, int count) {
    int longest = 0;
    for (int i = 0; i < count; i++) {
      longest = Math.max(longest, dataset.length(first + i));
    }
    int embedding = shape.embedding();
    float[][] embeddings = new float[count][];
    for (int i = 0; i < count; i++) {
      embeddings[i] = embed(first + i);
    }
    LatentStates states = new LatentStates(shape.latent(), count);
    float[] taken = new float[count * shape.actions()];
    float[] seen = new float[count * embedding];
    float[] noise = new float[count * shape.stoch()];
    for (int t = 0; t <= longest; t++) {
      for (int i = 0; i < count; i++) {
        // An episode that is over goes on with its last picture, and nobody looks.
        int picture = Math.min(t, dataset.length(first + i));
        System.arraycopy(embeddings[i], picture * embedding, seen, i * embedding, embedding);
        if (t > 0) {
          dataset.actions(first + i, Math.max(0, picture - 1), 1, taken, i * shape.actions());
        }
      }
      Noise.fill(random, noise, noise.length);
      filter.step(states, taken, seen, noise, count);
      for (int i = 0; i < count; i++) {
        if (t <= dataset.length(first + i)) {
          states.features(i, target.features(), target.offset(first + i, t));
        }
      }
    }
  }

  private float[] embed(int episode) {
    int pictures = dataset.length(episode) + 1;
    int values = shape.pictures().values();
    int most = Math.min(pictures, PICTURES_AT_ONCE);
    byte[] bytes = new byte[most * values];
    float[] felt = new float[most * shape.felt()];
    float[] embeddings = new float[pictures * shape.embedding()];
    for (int from = 0; from < pictures; from += most) {
      int part = Math.min(most, pictures - from);
      dataset.images(episode, from, part, bytes, 0);
      if (shape.felt() > 0) {
        dataset.proprio(episode, from, part, felt, 0);
      }
      perception.encode(bytes, felt, part, embeddings, from * shape.embedding());
    }
    return embeddings;
  }
}
