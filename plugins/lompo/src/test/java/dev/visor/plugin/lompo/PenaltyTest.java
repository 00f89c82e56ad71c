package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.nn.Activation;
import dev.visor.nn.Dense;
import dev.visor.nn.Floats;
import dev.visor.nn.Mlp;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each penalty against its formula, on the second of two rows. */
class PenaltyTest {
  private static final int STOCH = 3;
  private static final int ROW = 1;

  private final Workspace workspace = new Workspace();
  private final RandomStream random = RandomStream.of("penalty");
  private final List<GaussianHead> heads = new ArrayList<>();
  private final float[] next = draw(2 * STOCH);

  PenaltyTest() {
    float[] x = draw(2 * 4);
    for (int k = 0; k < 4; k++) {
      GaussianHead head =
          new GaussianHead(
              workspace, new Mlp(List.of(dense(4, 5), dense(5, 2 * STOCH)), Activation.ELU), 2);
      head.forward(x, 2);
      heads.add(head);
    }
  }

  private Dense dense(int inputs, int outputs) {
    Floats kernel = workspace.floats(inputs * outputs);
    Floats bias = workspace.floats(outputs);
    kernel.write(draw(inputs * outputs));
    bias.write(draw(outputs));
    return new Dense(kernel, bias);
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    Noise.fill(random, values, count);
    for (int i = 0; i < count; i++) {
      values[i] *= 0.4f;
    }
    return values;
  }

  private double mean(GaussianHead head, int i) {
    return head.mean()[ROW * STOCH + i];
  }

  private double std(GaussianHead head, int i) {
    return head.std()[ROW * STOCH + i];
  }

  private double varianceOfLogDensities() {
    double sum = 0;
    double squares = 0;
    for (GaussianHead head : heads) {
      double log = 0;
      for (int i = 0; i < STOCH; i++) {
        double distance = next[ROW * STOCH + i] - mean(head, i);
        double variance = std(head, i) * std(head, i);
        log += -distance * distance / (2 * variance) - 0.5 * Math.log(2 * Math.PI * variance);
      }
      sum += log;
      squares += log * log;
    }
    double average = sum / heads.size();
    return squares / heads.size() - average * average;
  }

  @Test
  void logProb_isTheStandardDeviationOfLogDensities() {
    assertThat(Penalty.LOG_PROB.of(heads, next, ROW))
        .isCloseTo(Math.sqrt(varianceOfLogDensities()), within(1e-6));
  }

  @Test
  void varianceLogProb_isItsSquare() {
    assertThat(Penalty.VARIANCE_LOG_PROB.of(heads, next, ROW))
        .isCloseTo(varianceOfLogDensities(), within(1e-5));
  }

  @Test
  void maxStd_isTheGreatestLengthOfADeviation() {
    double greatest =
        heads.stream()
            .mapToDouble(head -> Math.hypot(Math.hypot(std(head, 0), std(head, 1)), std(head, 2)))
            .max()
            .orElseThrow();
    assertThat(Penalty.MAX_STD.of(heads, next, ROW)).isCloseTo(greatest, within(1e-6));
  }

  @Test
  void mean_isTheMeanDistanceFromTheMean() {
    double expected = 0;
    double[] centre = new double[STOCH];
    for (int i = 0; i < STOCH; i++) {
      int at = i;
      centre[i] = heads.stream().mapToDouble(head -> mean(head, at)).average().orElseThrow();
    }
    for (GaussianHead head : heads) {
      expected +=
          Math.hypot(
                  Math.hypot(mean(head, 0) - centre[0], mean(head, 1) - centre[1]),
                  mean(head, 2) - centre[2])
              / heads.size();
    }
    assertThat(Penalty.MEAN.of(heads, next, ROW)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void none_isNothing() {
    assertThat(Penalty.NONE.of(heads, next, ROW)).isZero();
  }

  @Test
  void headsThatAgree_costNothing() {
    List<GaussianHead> same = List.of(heads.get(0), heads.get(0), heads.get(0));
    assertThat(Penalty.LOG_PROB.of(same, next, ROW)).isCloseTo(0, within(1e-7));
    assertThat(Penalty.VARIANCE_LOG_PROB.of(same, next, ROW)).isCloseTo(0, within(1e-7));
    assertThat(Penalty.MEAN.of(same, next, ROW)).isCloseTo(0, within(1e-7));
    assertThat(Penalty.MAX_STD.of(same, next, ROW)).isPositive();
  }
}
