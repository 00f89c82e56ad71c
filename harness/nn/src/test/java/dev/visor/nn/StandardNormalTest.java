package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardNormalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.8413447460685429",
    "-1, 0.15865525393145707",
    "1.959963984540054, 0.975",
    "-3, 1.3498980316300957e-3",
    "-7, 1.2798125438858352e-12",
    "-8, 6.220960574271785e-16",
    "-20, 2.7536241186062337e-89"
  })
  void cumulative_isThatOfTables(double x, double p) {
    assertThat(StandardNormal.cumulative(x) / p).isCloseTo(1, within(2e-8));
  }

  @Test
  void cumulative_isTheDensitysIntegral() {
    double step = 1e-3;
    double integral = 0.5;
    for (int i = 0; i < 4000; i++) {
      double from = i * step;
      // Simpson's rule.
      integral +=
          step
              / 6
              * (StandardNormal.density(from)
                  + 4 * StandardNormal.density(from + step / 2)
                  + StandardNormal.density(from + step));
      assertThat(StandardNormal.cumulative(from + step)).isCloseTo(integral, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-12, -6, -4.9, -2.5, -1.3, -0.4, 0, 1e-9, 0.9, 1.5, 3, 5.5})
  void quantile_ofACumulativeProbability_isWhatItWasOf(double x) {
    assertThat(StandardNormal.quantile(StandardNormal.cumulative(x))).isCloseTo(x, within(1e-8));
  }

  @Test
  void ends_areEndless() {
    assertThat(StandardNormal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(StandardNormal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(StandardNormal.cumulative(-50)).isZero();
    assertThat(StandardNormal.cumulative(50)).isEqualTo(1);
    assertThat(StandardNormal.cumulative(Double.NaN)).isNaN();
    assertThat(StandardNormal.quantile(Double.NaN)).isNaN();
  }
}
