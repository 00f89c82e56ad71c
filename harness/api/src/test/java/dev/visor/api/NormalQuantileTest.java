package dev.visor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
  private static final long CELLS = 1L << 52;

  /** From Python's {@code statistics.NormalDist().inv_cdf}, through all three approximations. */
  @ParameterizedTest
  @CsvSource({
    "1e-300, -37.0470962993612",
    "1e-20, -9.262340089798405",
    "1e-05, -4.2648907939228256",
    "0.025, -1.9599639845400538",
    "0.075, -1.4395314709384557",
    "0.2, -0.8416212335729142",
    "0.9, 1.2815515655446008",
    "0.999, 3.090232306167813",
  })
  void quantiles_agree_with_an_independent_program(double p, double quantile) {
    assertThat(NormalQuantile.of(p)).isCloseTo(quantile, withinPercentage(2e-13));
  }

  @Test
  void the_middle_is_zero() {
    assertThat(NormalQuantile.of(0.5)).isZero();
  }

  @Property
  void a_greater_probability_has_no_smaller_quantile(
      @ForAll @LongRange(min = 0, max = CELLS - 1) long one,
      @ForAll @LongRange(min = 0, max = CELLS - 1) long other) {
    double low = NormalQuantile.of((Math.min(one, other) + 0.5) / CELLS);
    double high = NormalQuantile.of((Math.max(one, other) + 0.5) / CELLS);
    assertThat(low).isFinite();
    assertThat(high).isFinite().isGreaterThanOrEqualTo(low);
  }
}
