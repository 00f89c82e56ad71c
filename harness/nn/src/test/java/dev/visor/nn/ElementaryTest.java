package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElementaryTest {
  private interface FloatFunction {
    float at(float x);
  }

  private enum Error {
    ABSOLUTE {
      @Override
      double scale(double expected) {
        return 1;
      }
    },
    RELATIVE {
      @Override
      double scale(double expected) {
        return Math.abs(expected);
      }
    },
    EITHER {
      @Override
      double scale(double expected) {
        return Math.max(1, Math.abs(expected));
      }
    };

    abstract double scale(double expected);
  }

  /** The greatest error on a fine grid, with more points near 0. */
  private static double worst(
      FloatFunction function, DoubleUnaryOperator exact, double limit, Error error) {
    double worst = 0;
    for (int i = -200_000; i <= 200_000; i++) {
      double part = i / 200_000.0;
      float x = (float) (limit * part * part * part);
      double expected = exact.applyAsDouble(x);
      double difference = Math.abs(function.at(x) - expected);
      if (difference > 0) {
        worst = Math.max(worst, difference / error.scale(expected));
      }
    }
    return worst;
  }

  @Test
  void functions_overTheirRange_areAsExactAsDocumented() {
    assertThat(worst(Elementary::exp, StrictMath::exp, 87, Error.RELATIVE)).isLessThan(3e-7);
    assertThat(worst(Elementary::tanh, StrictMath::tanh, 30, Error.ABSOLUTE)).isLessThan(2e-7);
    assertThat(worst(Elementary::tanh, StrictMath::tanh, 30, Error.RELATIVE)).isLessThan(6e-7);
    assertThat(worst(Elementary::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), 50, Error.ABSOLUTE))
        .isLessThan(2e-7);
    assertThat(worst(Elementary::elu, x -> x > 0 ? x : StrictMath.expm1(x), 50, Error.ABSOLUTE))
        .isLessThan(2e-7);
    assertThat(
            worst(
                Elementary::softplus,
                x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))),
                80,
                Error.EITHER))
        .isLessThan(3e-7);
  }

  @Test
  void functions_ofExtremeValues_saturateAndPassNotANumberOn() {
    assertThat(Elementary.exp(1000)).isFinite().isGreaterThan(1e38f);
    assertThat(Elementary.exp(-1000)).isPositive().isLessThan(2e-38f);
    assertThat(Elementary.tanh(1000)).isEqualTo(1);
    assertThat(Elementary.tanh(-1000)).isEqualTo(-1);
    assertThat(Elementary.sigmoid(-1000)).isCloseTo(0, within(1e-30f));
    assertThat(Elementary.softplus(1000)).isEqualTo(1000);
    assertThat(Elementary.exp(Float.NaN)).isNaN();
    assertThat(Elementary.tanh(Float.NaN)).isNaN();
    assertThat(Elementary.softplus(Float.NaN)).isNaN();
  }
}
