package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
  void log_ofPositiveNumbers_isThatOfStrictMath() {
    double worst = 0;
    for (int i = 1; i <= 2_000_000; i++) {
      double x = i * 1e-5;
      worst = Math.max(worst, Math.abs(Elementary.log(x) - StrictMath.log(x)));
    }
    for (double x = 1e-300; x < 1e300; x *= 3.7) {
      double exact = StrictMath.log(x);
      worst = Math.max(worst, Math.abs(Elementary.log(x) - exact) / Math.max(1, Math.abs(exact)));
    }
    assertThat(worst).isLessThan(1e-13);
    assertThat(Elementary.log(1)).isZero();
    assertThat(Elementary.log(Double.NaN)).isNaN();
    assertThat(Elementary.log(-1)).isNaN();
    assertThat(Elementary.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elementary.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
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
  void functions_ofExtremeValuesAndInfinities_saturate() {
    for (float large : new float[] {1000, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
      assertThat(Elementary.exp(large)).isFinite().isGreaterThan(1e38f);
      assertThat(Elementary.exp(-large)).isPositive().isLessThan(2e-38f);
      assertThat(Elementary.tanh(large)).isEqualTo(1);
      assertThat(Elementary.tanh(-large)).isEqualTo(-1);
      assertThat(Elementary.sigmoid(large)).isEqualTo(1);
      assertThat(Elementary.sigmoid(-large)).isCloseTo(0, within(1e-30f));
      assertThat(Elementary.elu(large)).isEqualTo(large);
      assertThat(Elementary.elu(-large)).isEqualTo(-1);
      assertThat(Elementary.softplus(large)).isEqualTo(large);
      assertThat(Elementary.softplus(-large)).isCloseTo(0, within(1e-30f));
    }
  }

  @Test
  void functions_ofWhatIsNotANumber_passItOn() {
    assertThat(Elementary.exp(Float.NaN)).isNaN();
    assertThat(Elementary.tanh(Float.NaN)).isNaN();
    assertThat(Elementary.sigmoid(Float.NaN)).isNaN();
    assertThat(Elementary.elu(Float.NaN)).isNaN();
    assertThat(Elementary.softplus(Float.NaN)).isNaN();
    float[] values = new float[20];
    Arrays.fill(values, Float.NaN);
    float[] errors = new float[20];
    Arrays.fill(errors, 1);
    Elementary.timesEluSlope(errors, values, values.length);
    assertThat(errors).containsOnly(Float.NaN);
    Elementary.elu(values, values.length);
    assertThat(values).containsOnly(Float.NaN);
  }
}
