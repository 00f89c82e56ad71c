package dev.visor.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairsTest {
  @Test
  void the_ratio_is_taken_within_pairs_and_not_of_the_medians() {
    // The machine was three times slower in the middle pair: both sides were hit, the ratio is not.
    Pairs pairs = new Pairs(new double[] {20, 60, 21}, new double[] {10, 30, 10.5});

    assertThat(pairs.oursMillis()).isEqualTo(21);
    assertThat(pairs.theirsMillis()).isEqualTo(10.5);
    assertThat(pairs.ratio(0.25)).isEqualTo(2);
    assertThat(pairs.ratio(0.5)).isEqualTo(2);
    assertThat(pairs.ratio(0.75)).isEqualTo(2);
  }

  @Test
  void quartiles_are_linear_between_order_statistics() {
    double[] one = {1, 1, 1, 1};
    Pairs pairs = new Pairs(new double[] {4, 1, 3, 2}, one);

    assertThat(pairs.ratio(0.25)).isCloseTo(1.75, within(1e-12));
    assertThat(pairs.ratio(0.5)).isCloseTo(2.5, within(1e-12));
    assertThat(pairs.ratio(0.75)).isCloseTo(3.25, within(1e-12));
  }

  @Test
  void a_single_pair_is_its_own_spread() {
    Pairs pairs = new Pairs(new double[] {2}, new double[] {4});

    assertThat(pairs.ratio(0.25)).isEqualTo(0.5);
    assertThat(pairs.ratio(0.75)).isEqualTo(0.5);
  }

  @Test
  void there_must_be_pairs() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pairs(new double[0], new double[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pairs(new double[1], new double[2]));
  }
}
