package dev.visor.plugin.lompo;

import dev.visor.nn.rssm.Gaussians;
import dev.visor.nn.rssm.LatentStates;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The penalty on the dataset itself: what imagination would charge for a step from a recorded state
 * by the recorded action. Where it is as large as in imagination it tells nothing apart, and is
 * only an offset between real and imagined rewards.
 */
final class DataPenalty {
  /** Transitions that are looked at: enough for a mean, and quick. */
  private static final int TRANSITIONS = 10_000;

  private DataPenalty() {}

  /**
   * The mean over recorded transitions that are drawn with replacement.
   *
   * @param rows the most that the model takes at once
   */
  static double mean(
      WorldModel model, RealLatents real, Penalty penalty, int rows, RandomGenerator random) {
    ModelShape shape = model.shape();
    AgentBatch batch = new AgentBatch(rows, shape.features(), shape.actions());
    LatentStates states = new LatentStates(shape.latent(), rows);
    float[] noise = new float[rows * shape.stoch()];
    double sum = 0;
    for (int done = 0; done < TRANSITIONS; done += rows) {
      int count = Math.min(rows, TRANSITIONS - done);
      real.sample(random, batch, 0, count);
      for (int row = 0; row < count; row++) {
        states.set(row, batch.features(), row * shape.features());
      }
      model.filter().recurrence().step(states, batch.actions(), count);
      model.ensemble().forward(states, count);
      List<Gaussians> heads = model.ensemble().priors();
      Noise.fill(random, noise, count * shape.stoch());
      heads.get(random.nextInt(heads.size())).sample(noise, states.stoch(), count);
      for (int row = 0; row < count; row++) {
        sum += penalty.of(heads, states.stoch(), row);
      }
    }
    return sum / TRANSITIONS;
  }
}
