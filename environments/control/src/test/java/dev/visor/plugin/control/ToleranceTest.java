package dev.visor.plugin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.plugin.control.Tolerance.Sigmoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ToleranceTest {
  private static final double EXACT = 1e-12;

  @Test
  void values_within_the_bounds_are_fully_tolerated() {
    Tolerance tolerance = Tolerance.of(-1, 2).within(1);

    assertThat(tolerance.at(-1)).isEqualTo(1);
    assertThat(tolerance.at(0.3)).isEqualTo(1);
    assertThat(tolerance.at(2)).isEqualTo(1);
  }

  @Test
  void without_a_margin_nothing_outside_is_tolerated() {
    assertThat(Tolerance.of(0, 1).at(1.0000001)).isZero();
    assertThat(Tolerance.of(0, 1).at(-0.0000001)).isZero();
  }

  @Test
  void from_a_lower_bound_on_everything_is_tolerated() {
    assertThat(Tolerance.from(1.2).at(1e9)).isEqualTo(1);
    assertThat(Tolerance.from(1.2).within(0.6).at(0.6)).isCloseTo(0.1, within(EXACT));
  }

  @ParameterizedTest
  @EnumSource(Sigmoid.class)
  void at_the_margin_each_shape_has_the_value_asked_for(Sigmoid sigmoid) {
    Tolerance tolerance = Tolerance.of(-1, 1).within(2, sigmoid, 0.3);

    assertThat(tolerance.at(3)).isCloseTo(0.3, within(EXACT));
    assertThat(tolerance.at(-3)).isCloseTo(0.3, within(EXACT));
  }

  @ParameterizedTest
  @EnumSource(Sigmoid.class)
  void each_shape_falls_from_one_and_never_rises(Sigmoid sigmoid) {
    Tolerance tolerance = Tolerance.ofZero().within(1, sigmoid, 0.1);

    double last = 1;
    for (double x = 0; x < 4; x += 0.01) {
      double value = tolerance.at(x);
      assertThat(value).isBetween(0.0, last);
      last = value;
    }
  }

  /** Values at half the margin, from the formulas by hand, with a value of 0.1 at the margin. */
  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 0.5623413251903491", // 0.1^(1/4)
    "HYPERBOLIC, 0.4264014327112209", // sqrt(2 / (1 + 10))
    "LONG_TAIL, 0.3076923076923077", // 1 / (9/4 + 1)
    "RECIPROCAL, 0.1818181818181818", // 1 / (9/2 + 1)
    "COSINE, 0.6581138830084190", // (1 + sqrt(0.1)) / 2
    "LINEAR, 0.55", // 1 - 0.9/2
    "QUADRATIC, 0.775", // 1 - 0.9/4
    "TANH_SQUARED, 0.4805061467040842" // 2s / (1 + s), s = sqrt(0.1)
  })
  void each_shape_has_its_own_value_at_half_the_margin(Sigmoid sigmoid, double value) {
    assertThat(Tolerance.ofZero().within(2, sigmoid, 0.1).at(1)).isCloseTo(value, within(1e-9));
  }

  @Test
  void shapes_that_reach_zero_stay_there() {
    Tolerance linear = Tolerance.from(1).within(0.5, Sigmoid.LINEAR, 0.5);

    assertThat(linear.at(0)).isZero();
    assertThat(linear.at(-10)).isZero();
    assertThat(Tolerance.ofZero().within(1, Sigmoid.COSINE, 0.1).at(5)).isZero();
  }

  @Test
  void a_shape_that_never_reaches_zero_cannot_be_zero_at_the_margin() {
    assertThatThrownBy(() -> Tolerance.ofZero().within(1, Sigmoid.GAUSSIAN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GAUSSIAN");
    assertThat(Tolerance.ofZero().within(1, Sigmoid.QUADRATIC, 0).at(1)).isZero();
  }

  @Test
  void bounds_that_are_none_are_refused() {
    assertThatThrownBy(() -> Tolerance.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tolerance.ofZero().within(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
