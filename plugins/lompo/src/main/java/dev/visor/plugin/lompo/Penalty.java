package dev.visor.plugin.lompo;

import dev.visor.nn.rssm.Gaussians;
import java.util.List;

/**
 * What an imagined transition is charged for: how far the prior heads disagree on it. All are 0 or
 * more.
 */
public enum Penalty {
  /**
   * The standard deviation over heads of ln p_k(z′), the log-density of the sampled next state: the
   * authors' code, in nats.
   */
  LOG_PROB {
    @Override
    double of(List<Gaussians> heads, float[] next, int row) {
      return Math.sqrt(VARIANCE_LOG_PROB.of(heads, next, row));
    }
  },

  /** The variance over heads of ln p_k(z′): the paper's text, in nats squared. */
  VARIANCE_LOG_PROB {
    @Override
    double of(List<Gaussians> heads, float[] next, int row) {
      double[] logs = new double[heads.size()];
      double mean = 0;
      for (int k = 0; k < logs.length; k++) {
        logs[k] = heads.get(k).logDensity(next, row);
        mean += logs[k] / logs.length;
      }
      double variance = 0;
      for (double log : logs) {
        variance += (log - mean) * (log - mean) / logs.length;
      }
      return variance;
    }
  },

  /** The greatest length over heads of the standard deviation: as MOPO has it. */
  MAX_STD {
    @Override
    double of(List<Gaussians> heads, float[] next, int row) {
      double greatest = 0;
      for (Gaussians head : heads) {
        double square = 0;
        for (int i = row * head.size(); i < (row + 1) * head.size(); i++) {
          square += (double) head.std()[i] * head.std()[i];
        }
        greatest = Math.max(greatest, square);
      }
      return Math.sqrt(greatest);
    }
  },

  /** The mean distance of a head's mean from the mean of all. */
  MEAN {
    @Override
    double of(List<Gaussians> heads, float[] next, int row) {
      int size = heads.get(0).size();
      double[] centre = new double[size];
      for (Gaussians head : heads) {
        for (int i = 0; i < size; i++) {
          centre[i] += (double) head.mean()[row * size + i] / heads.size();
        }
      }
      double distance = 0;
      for (Gaussians head : heads) {
        double square = 0;
        for (int i = 0; i < size; i++) {
          double difference = head.mean()[row * size + i] - centre[i];
          square += difference * difference;
        }
        distance += Math.sqrt(square) / heads.size();
      }
      return distance;
    }
  },

  /** Nothing. */
  NONE {
    @Override
    double of(List<Gaussians> heads, float[] next, int row) {
      return 0;
    }
  };

  /**
   * The penalty of one transition.
   *
   * @param heads all priors of the next state, as just computed
   * @param next sampled next states, rows × size
   * @param row which of the rows
   */
  abstract double of(List<Gaussians> heads, float[] next, int row);
}
