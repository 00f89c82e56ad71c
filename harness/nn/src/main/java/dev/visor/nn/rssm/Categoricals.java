package dev.visor.nn.rssm;

import dev.visor.nn.Elementary;
import java.util.Arrays;

/**
 * Choices from classes, some side by side in each row: or the gradient by the values x that the
 * probabilities p = exp x / Σ exp x are made from.
 *
 * <pre>
 * KL(q ‖ p) = Σ over groups, classes of  q (ln q − ln p)
 * ∂xq = q (ln q − ln p − KL of the group)            ∂xp = p − q
 * </pre>
 *
 * @param logs ln p, rows × groups × classes
 * @param groups choices in a row
 * @param classes that each is made from
 */
public record Categoricals(float[] logs, int groups, int classes) implements Distributions {
  public Categoricals {
    if (groups < 1 || classes < 1 || logs.length % (groups * classes) != 0) {
      throw new IllegalArgumentException(
          "%d values for rows of %d choices from %d".formatted(logs.length, groups, classes));
    }
  }

  /** Room for some rows. */
  public static Categoricals rows(int rows, int groups, int classes) {
    return new Categoricals(new float[rows * groups * classes], groups, classes);
  }

  @Override
  public int size() {
    return groups * classes;
  }

  /**
   * Sets a row to what a network put out: ln p = x − ln Σ exp x.
   *
   * @param outputs where x begins at an index
   */
  void set(int row, float[] outputs, int from) {
    for (int group = 0; group < groups; group++) {
      int source = from + group * classes;
      int target = (row * groups + group) * classes;
      float greatest = outputs[source];
      for (int i = 1; i < classes; i++) {
        greatest = Math.max(greatest, outputs[source + i]);
      }
      double sum = 0;
      for (int i = 0; i < classes; i++) {
        sum += Elementary.exp(outputs[source + i] - greatest);
      }
      float all = (float) (greatest + Elementary.log(sum));
      for (int i = 0; i < classes; i++) {
        logs[target + i] = outputs[source + i] - all;
      }
    }
  }

  @Override
  public void sample(float[] noise, float[] target, int rows) {
    for (int row = 0; row < rows; row++) {
      sample(row, noise, target, row * size());
    }
  }

  /** Draws one row: the class at which the probabilities, added up, exceed the noise. */
  void sample(int row, float[] noise, float[] target, int to) {
    Arrays.fill(target, to, to + size(), 0);
    for (int group = 0; group < groups; group++) {
      int from = (row * groups + group) * classes;
      float left = noise[row * groups + group];
      int chosen = 0;
      while (chosen + 1 < classes) {
        left -= Elementary.exp(logs[from + chosen]);
        if (left < 0) {
          break;
        }
        chosen++;
      }
      // A probability that is not a number shows in the state, so that nothing hides it.
      float chance = logs[from + chosen];
      target[to + group * classes + chosen] = Float.isNaN(chance) ? chance : 1;
    }
  }

  @Override
  public double logDensity(float[] values, int row) {
    double sum = 0;
    for (int i = row * size(); i < (row + 1) * size(); i++) {
      sum += (double) values[i] * logs[i];
    }
    return sum;
  }

  @Override
  public double divergence(int row, Distributions p, int rowP) {
    double sum = 0;
    for (int group = 0; group < groups; group++) {
      sum += divergence(row, (Categoricals) p, rowP, group);
    }
    return sum;
  }

  private double divergence(int row, Categoricals p, int rowP, int group) {
    int iq = (row * groups + group) * classes;
    int ip = (rowP * groups + group) * classes;
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      float log = logs[iq + i];
      sum += (double) Elementary.exp(log) * (log - p.logs[ip + i]);
    }
    return sum;
  }

  @Override
  public void addDivergenceToFirst(
      int row, Distributions p, int rowP, float weight, Distributions gradient) {
    Categoricals second = (Categoricals) p;
    float[] slopes = ((Categoricals) gradient).logs;
    for (int group = 0; group < groups; group++) {
      int iq = (row * groups + group) * classes;
      int ip = (rowP * groups + group) * classes;
      float all = (float) divergence(row, second, rowP, group);
      for (int i = 0; i < classes; i++) {
        float log = logs[iq + i];
        slopes[iq + i] += weight * Elementary.exp(log) * (log - second.logs[ip + i] - all);
      }
    }
  }

  @Override
  public void divergenceToSecond(
      int row, Distributions p, int rowP, float weight, Distributions gradient) {
    Categoricals second = (Categoricals) p;
    float[] slopes = ((Categoricals) gradient).logs;
    int iq = row * size();
    int ip = rowP * size();
    for (int i = 0; i < size(); i++) {
      slopes[ip + i] =
          weight * (Elementary.exp(second.logs[ip + i]) - Elementary.exp(logs[iq + i]));
    }
  }

  /**
   * Computes the gradient by x of what depends on the probabilities of a row, ∂x = p (∂p − Σ p ∂p).
   *
   * @param byProbabilities ∂p, beginning at an index
   * @param errors receives ∂x, beginning at an index
   */
  void toOutputs(int row, float[] byProbabilities, int from, float[] errors, int to) {
    for (int group = 0; group < groups; group++) {
      int at = (row * groups + group) * classes;
      int source = from + group * classes;
      int target = to + group * classes;
      float mean = 0;
      for (int i = 0; i < classes; i++) {
        float p = Elementary.exp(logs[at + i]);
        errors[target + i] = p;
        mean += p * byProbabilities[source + i];
      }
      for (int i = 0; i < classes; i++) {
        errors[target + i] *= byProbabilities[source + i] - mean;
      }
    }
  }

  @Override
  public void mean(int row, float[] target, int to) {
    for (int i = 0; i < size(); i++) {
      target[to + i] = Elementary.exp(logs[row * size() + i]);
    }
  }

  @Override
  public void addMeanGradient(int row, float[] byMean, int from, Distributions gradient) {
    float[] slopes = ((Categoricals) gradient).logs;
    for (int group = 0; group < groups; group++) {
      int at = (row * groups + group) * classes;
      int source = from + group * classes;
      float all = 0;
      for (int i = 0; i < classes; i++) {
        all += Elementary.exp(logs[at + i]) * byMean[source + i];
      }
      for (int i = 0; i < classes; i++) {
        slopes[at + i] += Elementary.exp(logs[at + i]) * (byMean[source + i] - all);
      }
    }
  }

  @Override
  public void addLogDensityGradient(
      int row, float[] values, float weight, Distributions gradient, float[] byValues) {
    float[] slopes = ((Categoricals) gradient).logs;
    for (int group = row * groups; group < (row + 1) * groups; group++) {
      // 1 where the values are a choice.
      float sum = 0;
      for (int i = group * classes; i < (group + 1) * classes; i++) {
        sum += values[i];
      }
      for (int i = group * classes; i < (group + 1) * classes; i++) {
        slopes[i] += weight * (values[i] - sum * Elementary.exp(logs[i]));
        byValues[i] += weight * logs[i];
      }
    }
  }

  @Override
  public void clear() {
    Arrays.fill(logs, 0);
  }
}
