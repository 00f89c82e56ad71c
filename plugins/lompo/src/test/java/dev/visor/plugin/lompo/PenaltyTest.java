package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.RandomStream;
import dev.visor.nn.rssm.Gaussians;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each penalty against its formula, on the second of two rows. */
class PenaltyTest {
  private static final int STOCH = 3;
  private static final int ROW = 1;

  private final RandomStream random = RandomStream.of("penalty");
  private final List<Gaussians> heads = new ArrayList<>();
  private final float[] next = draw(2 * STOCH);

  PenaltyTest() {
    for (int k = 0; k < 4; k++) {
      float[] std = draw(2 * STOCH);
      for (int i = 0; i < std.length; i++) {
        std[i] = 0.3f + Math.abs(std[i]);
      }
      heads.add(new Gaussians(draw(2 * STOCH), std, STOCH));
    }
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    Noise.fill(random, values, count);
    for (int i = 0; i < count; i++) {
      values[i] *= 0.4f;
    }
    return values;
  }

  private double mean(Gaussians head, int i) {
    return head.mean()[ROW * STOCH + i];
  }

  private double std(Gaussians head, int i) {
    return head.std()[ROW * STOCH + i];
  }

  private double varianceOfLogDensities() {
    double sum = 0;
    double squares = 0;
    for (Gaussians head : heads) {
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
    for (Gaussians head : heads) {
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
    List<Gaussians> same = List.of(heads.get(0), heads.get(0), heads.get(0));
    assertThat(Penalty.LOG_PROB.of(same, next, ROW)).isCloseTo(0, within(1e-7));
    assertThat(Penalty.VARIANCE_LOG_PROB.of(same, next, ROW)).isCloseTo(0, within(1e-7));
    assertThat(Penalty.MEAN.of(same, next, ROW)).isCloseTo(0, within(1e-7));
    assertThat(Penalty.MAX_STD.of(same, next, ROW)).isPositive();
  }
}
