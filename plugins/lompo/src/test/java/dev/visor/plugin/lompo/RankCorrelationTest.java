package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static double[] of(double... values) {
    return values;
  }

  @Test
  void theSameOrder_isOne_whateverTheDistances() {
    assertThat(RankCorrelation.of(of(1, 2, 3, 4), of(-5, 0, 1, 1000))).isEqualTo(1);
  }

  @Test
  void theOppositeOrder_isMinusOne() {
    assertThat(RankCorrelation.of(of(1, 2, 3), of(9, 5, 2))).isEqualTo(-1);
  }

  @Test
  void withoutTies_itIsTheTextbooksFormula() {
    // Ranks 1 2 3 4 5 and 2 1 4 3 5: 1 − 6 (1 + 1 + 1 + 1 + 0) / (5 · 24) = 0.8.
    assertThat(RankCorrelation.of(of(10, 20, 30, 40, 50), of(2, 1, 4, 3, 5)))
        .isCloseTo(0.8, within(1e-12));
  }

  @Test
  void equalValues_shareTheMeanOfTheirRanks() {
    assertThat(RankCorrelation.ranks(of(3, 1, 3, 2, 3))).containsExactly(4, 1, 4, 2, 4);
    // Ranks 1.5 1.5 3 and 1 2 3: covariance 1.5, squares 1.5 and 2.
    assertThat(RankCorrelation.of(of(7, 7, 8), of(1, 2, 3)))
        .isCloseTo(1.5 / Math.sqrt(1.5 * 2), within(1e-12));
  }

  @Test
  void withoutAnyDifference_thereIsNone() {
    assertThat(RankCorrelation.of(of(1, 1, 1), of(1, 2, 3))).isNaN();
    assertThat(RankCorrelation.of(of(), of())).isNaN();
  }

  @Test
  void listsOfDifferentLengths_areRefused() {
    assertThatThrownBy(() -> RankCorrelation.of(of(1), of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
