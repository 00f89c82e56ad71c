package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExchangesTest {
  @Test
  void smallExample_isWhatCountingByHandGives() {
    // Of the six pairs out of 1, 2, 3, 4, one has as low a sum as 1 + 2, and two as 1 + 3.
    Exchanges two = new Exchanges(2, 2);
    assertThat(Exchanges.share(two.drops(new double[] {1, 2, 3, 4}))).isEqualTo(1.0 / 6);
    assertThat(Exchanges.share(two.drops(new double[] {1, 3, 2, 4}))).isEqualTo(2.0 / 6);
    assertThat(Exchanges.share(two.drops(new double[] {3, 4, 1, 2}))).isEqualTo(1);
  }

  @Test
  void fiveAgainstTen_haveThreeThousandAndThree() {
    double[] values = {0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    double[] drops = new Exchanges(5, 10).drops(values);

    assertThat(drops).hasSize(3_003);
    assertThat(drops[0]).isEqualTo(14.5 - 2, within(1e-12));
    assertThat(Exchanges.share(drops)).isEqualTo(1.0 / 3_003);
  }

  @Test
  void equalScores_areNoDrop() {
    assertThat(
            Exchanges.share(new Exchanges(3, 4).drops(new double[] {.1, .1, .1, .1, .1, .1, .1})))
        .isEqualTo(1);
  }

  @Test
  void tooManyToLookAt_areDrawn_alwaysTheSame_andNearTheTruth() {
    double[] values = new double[24];
    for (int i = 0; i < 24; i++) {
      values[i] = i % 2;
    }
    // Six of twelve on both sides: as great a drop as none, by the hypergeometric distribution.
    double share = Exchanges.share(new Exchanges(12, 12).drops(values));

    assertThat(share).isCloseTo(0.6579, within(0.01));
    assertThat(Exchanges.share(new Exchanges(12, 12).drops(values))).isEqualTo(share);
  }

  @Test
  void level_isReachedFromTheFirstExchangeOn() {
    assertThat(new Exchanges(3, 3).reach(0.05)).isTrue();
    assertThat(new Exchanges(3, 3).reach(0.049)).isFalse();
  }

  @Test
  void student_agreesWithItsTable() {
    // Quantiles of 95 and 99 per cent with 4 and 13 degrees of freedom.
    assertThat(new StudentTest(3, 3).critical(0.05)).isCloseTo(2.1318, within(1e-4));
    assertThat(new StudentTest(3, 3).critical(0.01)).isCloseTo(3.7469, within(1e-4));
    assertThat(new StudentTest(5, 10).critical(0.05)).isCloseTo(1.7709, within(1e-4));
    assertThat(new StudentTest(2, 1).critical(0.05)).isCloseTo(6.3138, within(1e-4));
  }

  @Test
  void holm_correctsAsInHisPaper() {
    assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
  }
}
