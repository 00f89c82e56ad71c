package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each form against its formula in double precision, and that one's slope. */
class DeviationTest {
  private record Form(Deviation deviation, DoubleUnaryOperator formula) {
    @Override
    public String toString() {
      return deviation.toString();
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        new Form(
            new Deviation.Softplus(0.5f, 0.1f), x -> Math.log1p(Math.exp(x + 0.5)) + (double) 0.1f),
        new Form(new Deviation.Sigmoid(0.1f), x -> 2 / (1 + Math.exp(-x / 2)) + (double) 0.1f),
        new Form(new Deviation.ClampedLog(-2, 1), x -> Math.exp(Math.min(Math.max(x, -2), 1))),
        new Form(new Deviation.SquashedLog(-5, 2), x -> Math.exp(-5 + 3.5 * (Math.tanh(x) + 1))));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void deviationAndSlope_areThoseOfTheFormula(Form form) {
    for (float x : new float[] {-8, -2.5f, -1.5f, -0.25f, 0, 0.3f, 0.9f, 1.7f, 6}) {
      double expected = form.formula().applyAsDouble(x);
      assertThat((double) form.deviation().of(x)).isCloseTo(expected, within(1e-6 * expected));
      double slope =
          (form.formula().applyAsDouble(x + 1e-5) - form.formula().applyAsDouble(x - 1e-5)) / 2e-5;
      assertThat((double) form.deviation().slope(x)).isCloseTo(slope, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void deviation_isPositiveOfAnyNumber_andNoNumberOfNone(Form form) {
    for (float x : new float[] {-1e30f, -200, 200, 1e30f}) {
      assertThat(form.deviation().of(x)).isPositive().isNotNaN();
      assertThat(form.deviation().slope(x)).isNotNaN();
    }
    assertThat(form.deviation().of(Float.NaN)).isNaN();
    assertThat(form.deviation().slope(Float.NaN)).isNaN();
  }

  @Test
  void softplus_startingAt_beginsThere() {
    Deviation dreamer = Deviation.Softplus.startingAt(5, 1e-4f);
    assertThat(dreamer.of(0)).isCloseTo(5.0001f, within(1e-5f));
  }

  @Test
  void logarithms_inNoOrder_areRefused() {
    for (float greatest : List.of(-5f, -6f, Float.NaN)) {
      assertThatThrownBy(() -> new Deviation.ClampedLog(-5, greatest))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from -5.0 to " + greatest);
      assertThatThrownBy(() -> new Deviation.SquashedLog(-5, greatest))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
