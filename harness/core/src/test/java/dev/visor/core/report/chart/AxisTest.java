package dev.visor.core.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void score_isMarkedAtTwenties() {
    assertThat(Axis.covering("", 0, 100).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("0", "20", "40", "60", "80", "100");
  }

  @Test
  void updates_areMarkedInThousands() {
    assertThat(Axis.covering("", 0, 7500).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("0", "2k", "4k", "6k", "8k");
  }

  @Test
  void fraction_andNegativeValues_haveTheirDigits() {
    assertThat(Axis.covering("", -0.5, 1).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("−0.5", "0", "0.5", "1");
  }

  @Property
  void everyValue_liesOnTheAxis_andSoDoTicks(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double first,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double second) {
    Axis axis = Axis.covering("", Math.min(first, second), Math.max(first, second));

    assertThat(axis.low()).isLessThanOrEqualTo(Math.min(first, second) + 1e-6 * Math.abs(first));
    assertThat(axis.share(first)).isBetween(-1e-6, 1 + 1e-6);
    assertThat(axis.share(second)).isBetween(-1e-6, 1 + 1e-6);
    assertThat(axis.ticks()).hasSizeBetween(2, 8);
    assertThat(axis.ticks()).allMatch(tick -> Math.abs(axis.share(tick.value()) - 0.5) < 0.5001);
  }
}
