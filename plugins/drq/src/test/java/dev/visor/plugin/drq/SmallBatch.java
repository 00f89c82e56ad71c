package dev.visor.plugin.drq;

import dev.visor.api.RandomStream;
import dev.visor.nn.Parameters;
import java.util.random.RandomGenerator;

/** A few rows to try losses on, and what tells networks from one another that begin alike. */
final class SmallBatch {
  static final int ROWS = 6;
  static final int FEATURES = 7;
  static final int ACTIONS = 2;

  private SmallBatch() {}

  /** Features and rewards are standard Gaussian; the fourth row ends, the fifth is not followed. */
  static Batch draw() {
    RandomStream random = RandomStream.of("small batch");
    Batch batch = Batch.of(ROWS, FEATURES, ACTIONS);
    fill(batch.features(), random);
    fill(batch.nextFeatures(), random);
    fill(batch.rewards(), random);
    for (int i = 0; i < ROWS * ACTIONS; i++) {
      batch.actions()[i] = 2 * random.nextFloat() - 1;
      batch.nextActions()[i] = 2 * random.nextFloat() - 1;
    }
    for (int row = 0; row < ROWS; row++) {
      batch.discounts()[row] = row == 3 ? 0 : 0.729f;
      batch.followed()[row] = row == 3 || row == 4 ? 0 : 1;
    }
    return batch;
  }

  private static void fill(float[] values, RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
  }

  /** Moves all weights, so that targets are no copies and biases not 0. */
  static void disturb(Parameters weights, String stream) {
    RandomStream random = RandomStream.of("disturb", stream);
    for (String name : weights.names()) {
      float[] values = weights.get(name);
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.2f * (float) random.nextGaussian();
      }
      weights.set(name, values);
    }
  }
}
