package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DetectionTest {
  private static final boolean YES = true;
  private static final boolean NO = false;

  private static double area(double[] measures, boolean... matters) {
    return Detection.area(measures, matters);
  }

  @Test
  void area_whereAllThatMattersMeasuresMost_isOne() {
    assertThat(area(new double[] {0.1, 5, 0.3, 4}, NO, YES, NO, YES)).isEqualTo(1);
    assertThat(area(new double[] {0.1, 5, 0.3, 4}, YES, NO, YES, NO)).isZero();
  }

  @Test
  void area_isThePartOfPairsInOrder() {
    // 3 is above 1 and 2, 2.5 above both, 1.5 above one of them: 5 of 6 pairs.
    assertThat(area(new double[] {1, 2, 3, 2.5, 1.5}, NO, NO, YES, YES, YES)).isEqualTo(5 / 6.0);
  }

  @Test
  void area_ofEqualMeasures_isOneHalf() {
    assertThat(area(new double[] {1, 1, 1, 1}, NO, YES, YES, NO)).isEqualTo(0.5);
    // One pair in order, one equal.
    assertThat(area(new double[] {1, 2, 2}, NO, NO, YES)).isEqualTo(0.75);
  }

  @Test
  void area_withoutBothKinds_isNone() {
    assertThat(area(new double[] {1, 2}, YES, YES)).isNaN();
    assertThat(area(new double[] {1, 2}, NO, NO)).isNaN();
  }

  @Test
  void area_ofListsOfDifferentLengths_isRefused() {
    assertThatThrownBy(() -> area(new double[] {1, 2}, YES))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void greatest_marksThePartRoundedUp_andEquals() {
    assertThat(Detection.greatest(new double[] {3, 9, 1, 7}, 0.25))
        .containsExactly(NO, YES, NO, NO);
    assertThat(Detection.greatest(new double[] {3, 9, 1, 7}, 0.3))
        .containsExactly(NO, YES, NO, YES);
    assertThat(Detection.greatest(new double[] {3, 9, 9, 7}, 0.1))
        .containsExactly(NO, YES, YES, NO);
  }
}
