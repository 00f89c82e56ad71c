package dev.visor.nn.rssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The closed form against the integral that defines it, and its slopes. */
class GaussianDivergenceTest {
  private static final int SIZE = 3;
  private static final int ROW_Q = 1;
  private static final int ROW_P = 2;

  private final Random random = new Random(58);
  private final Gaussians q = draw(2);
  private final Gaussians p = draw(3);

  private Gaussians draw(int rows) {
    Gaussians drawn = Gaussians.rows(rows, SIZE);
    for (int i = 0; i < rows * SIZE; i++) {
      drawn.mean()[i] = (float) random.nextGaussian();
      drawn.std()[i] = 0.2f + random.nextFloat();
    }
    return drawn;
  }

  /** ∫ q ln(q / p) over ten deviations of q to both sides, by the midpoint rule. */
  private static double integral(double meanQ, double stdQ, double meanP, double stdP) {
    int cells = 4000;
    double width = 20 * stdQ / cells;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      double x = meanQ - 10 * stdQ + (i + 0.5) * width;
      double fromQ = (x - meanQ) / stdQ;
      double fromP = (x - meanP) / stdP;
      double density = Math.exp(-0.5 * fromQ * fromQ) / (stdQ * Math.sqrt(2 * Math.PI));
      double ratio = 0.5 * fromP * fromP + Math.log(stdP) - 0.5 * fromQ * fromQ - Math.log(stdQ);
      sum += density * ratio * width;
    }
    return sum;
  }

  private double divergence() {
    return GaussianDivergence.of(q, ROW_Q, p, ROW_P);
  }

  private double slope(float[] values, int i) {
    float before = values[i];
    values[i] = before + 1e-3f;
    double above = divergence();
    double to = values[i];
    values[i] = before - 1e-3f;
    double below = divergence();
    double from = values[i];
    values[i] = before;
    return (above - below) / (to - from);
  }

  @Test
  void divergence_isTheIntegral() {
    double expected = 0;
    for (int j = 0; j < SIZE; j++) {
      int iq = ROW_Q * SIZE + j;
      int ip = ROW_P * SIZE + j;
      expected += integral(q.mean()[iq], q.std()[iq], p.mean()[ip], p.std()[ip]);
    }
    assertThat(divergence()).isCloseTo(expected, within(1e-5 * (1 + expected)));
  }

  @Test
  void divergence_fromItself_isNothing() {
    assertThat(GaussianDivergence.of(q, ROW_Q, q, ROW_Q)).isZero();
  }

  @Test
  void gradient_isTheSlope_addedToTheFirstAndSetForTheSecond() {
    Gaussians toQ = Gaussians.rows(2, SIZE);
    Gaussians toP = draw(3);
    for (int time = 0; time < 2; time++) {
      GaussianDivergence.addToFirst(q, ROW_Q, p, ROW_P, 0.5f, toQ);
      GaussianDivergence.toSecond(q, ROW_Q, p, ROW_P, 0.5f, toP);
    }
    for (int j = 0; j < SIZE; j++) {
      int iq = ROW_Q * SIZE + j;
      int ip = ROW_P * SIZE + j;
      assertNear(toQ.mean()[iq], slope(q.mean(), iq));
      assertNear(toQ.std()[iq], slope(q.std(), iq));
      assertNear(toP.mean()[ip], 0.5 * slope(p.mean(), ip));
      assertNear(toP.std()[ip], 0.5 * slope(p.std(), ip));
    }
    assertThat(toQ.mean()[0]).isZero();
  }

  private static void assertNear(float actual, double expected) {
    assertThat((double) actual).isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
  }

  @Test
  void logDensity_isThatOfTheFormula_lessItsConstant() {
    float[] values = {0, 0, 0, 0.4f, -1, 2};
    double expected = 0;
    for (int i = SIZE; i < 2 * SIZE; i++) {
      double variance = q.std()[i] * (double) q.std()[i];
      double distance = values[i] - q.mean()[i];
      expected -= distance * distance / (2 * variance) + 0.5 * Math.log(variance);
    }
    assertThat(q.logDensity(values, 1)).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
  }
}
