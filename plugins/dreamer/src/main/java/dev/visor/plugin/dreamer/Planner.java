package dev.visor.plugin.dreamer;

import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import dev.visor.nn.rssm.LatentShape;
import dev.visor.nn.rssm.LatentStates;
import dev.visor.nn.rssm.PriorEnsemble;
import dev.visor.nn.rssm.Recurrence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;

/**
 * Planning in latent space by the cross-entropy method (Hafner et al. 2019, algorithm 2; Rubinstein
 * 1997).
 *
 * <pre>
 * a_t ~ N(μ_t, σ_t²) clipped to [−1, 1]          at first μ = 0, σ = 1
 * R = Σ over t of r̂(s_{t+1}),  s_{t+1} ~ p(s | s_t, a_t)
 * μ, σ = mean and deviation of the plans with the greatest R, round after round
 * </pre>
 *
 * <p>The first of the last means is what is done; the rest is planned anew at the next picture.
 */
final class Planner {
  /**
   * How much is planned.
   *
   * @param horizon decisions ahead
   * @param candidates plans in a round
   * @param elites the best of these, which the next round is drawn around
   * @param rounds of refinement
   */
  record Settings(int horizon, int candidates, int elites, int rounds) {
    Settings {
      if (horizon < 1 || elites < 1 || elites > candidates || rounds < 1) {
        throw new IllegalArgumentException(
            "%d rounds of the best %d of %d plans of %d steps"
                .formatted(rounds, elites, candidates, horizon));
      }
    }
  }

  private final Settings settings;
  private final LatentShape shape;
  private final Recurrence recurrence;
  private final PriorEnsemble prior;
  private final Mlp.Pass reward;
  private final LatentStates states;
  private final float[] features;
  private final float[] noise;
  private final float[] plans;
  private final float[] taken;
  private final double[] returns;
  private final float[] mean;
  private final float[] deviation;
  private final Integer[] order;

  /**
   * @param model recurrence, prior and reward of a world model, read at every call
   */
  Planner(Workspace workspace, ModelShape model, Parameters weights, Settings settings) {
    this.settings = settings;
    shape = model.latent();
    int rows = settings.candidates();
    recurrence = new Recurrence(workspace, shape, weights, rows);
    prior = new PriorEnsemble(workspace, shape, weights, rows);
    reward = model.reward(weights).pass(workspace, rows);
    states = new LatentStates(shape, rows);
    features = new float[rows * shape.features()];
    noise = new float[rows * shape.state().draws()];
    plans = new float[settings.horizon() * rows * shape.actions()];
    taken = new float[rows * shape.actions()];
    returns = new double[rows];
    mean = new float[settings.horizon() * shape.actions()];
    deviation = new float[mean.length];
    order = new Integer[rows];
  }

  /**
   * Plans from a state.
   *
   * @param from its features
   * @return the action to take, the caller's to keep
   */
  float[] plan(float[] from, RandomGenerator random) {
    Arrays.fill(mean, 0);
    Arrays.fill(deviation, 1);
    for (int round = 0; round < settings.rounds(); round++) {
      draw(random);
      judge(from, random);
      refit();
    }
    return Arrays.copyOf(mean, shape.actions());
  }

  /** Draws plans, time first. */
  private void draw(RandomGenerator random) {
    int rows = settings.candidates();
    int length = shape.actions();
    for (int t = 0; t < settings.horizon(); t++) {
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < length; i++) {
          int at = t * length + i;
          float drawn = mean[at] + deviation[at] * (float) random.nextGaussian();
          plans[(t * rows + row) * length + i] = Math.min(Math.max(drawn, -1), 1);
        }
      }
    }
  }

  /** Imagines each plan, and sums its rewards. */
  private void judge(float[] from, RandomGenerator random) {
    int rows = settings.candidates();
    Arrays.fill(returns, 0);
    for (int row = 0; row < rows; row++) {
      states.set(row, from, 0);
    }
    for (int t = 0; t < settings.horizon(); t++) {
      System.arraycopy(plans, t * taken.length, taken, 0, taken.length);
      recurrence.step(states, taken, rows);
      prior.forward(states, rows);
      shape.state().draw(random, noise, rows);
      prior.distributions().get(0).sample(noise, states.stoch(), rows);
      states.features(features, rows);
      float[] rewards = reward.forward(features, rows);
      for (int row = 0; row < rows; row++) {
        returns[row] += rewards[row];
      }
    }
  }

  private void refit() {
    for (int row = 0; row < order.length; row++) {
      order[row] = row;
    }
    Arrays.sort(order, Comparator.comparingDouble(row -> -returns[row]));
    int rows = settings.candidates();
    int length = shape.actions();
    for (int t = 0; t < settings.horizon(); t++) {
      for (int i = 0; i < length; i++) {
        double sum = 0;
        double squares = 0;
        for (int rank = 0; rank < settings.elites(); rank++) {
          double value = plans[(t * rows + order[rank]) * length + i];
          sum += value / settings.elites();
          squares += value * value / settings.elites();
        }
        mean[t * length + i] = (float) sum;
        deviation[t * length + i] = (float) Math.sqrt(Math.max(0, squares - sum * sum));
      }
    }
  }
}
