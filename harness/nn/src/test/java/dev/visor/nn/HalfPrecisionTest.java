package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
  @Test
  void everyHalf_isTheNearestToItself() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertThat(HalfPrecision.toFloat(HalfPrecision.of(value))).isNaN();
      } else {
        assertThat(HalfPrecision.of(value)).as("%x", bits).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void valuesOfTheStandard_areFound() {
    assertThat(HalfPrecision.toFloat((short) 0x3c00)).isEqualTo(1);
    assertThat(HalfPrecision.toFloat((short) 0xc000)).isEqualTo(-2);
    assertThat(HalfPrecision.toFloat((short) 0x7bff)).isEqualTo(65504);
    assertThat(HalfPrecision.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(HalfPrecision.toFloat((short) 0x0400)).isEqualTo(0x1p-14f);
  }

  @Test
  void aValueHalfwayBetweenTwo_becomesTheEvenOne() {
    assertThat(HalfPrecision.toFloat(HalfPrecision.of(1 + 0x1p-11f))).isEqualTo(1);
    assertThat(HalfPrecision.toFloat(HalfPrecision.of(1 + 3 * 0x1p-11f))).isEqualTo(1 + 0x1p-9f);
    assertThat(HalfPrecision.toFloat(HalfPrecision.of(65519))).isEqualTo(65504);
    assertThat(HalfPrecision.toFloat(HalfPrecision.of(65520))).isInfinite();
    assertThat(HalfPrecision.toFloat(HalfPrecision.of(0x1p-25f))).isZero();
  }

  @Test
  void anyValue_isAtMostHalfAStepAway() {
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 5));
      float step = Math.max(0x1p-24f, Math.ulp(value) * (1 << 13));
      if (Math.abs(value) < 65504) {
        assertThat(Math.abs(HalfPrecision.toFloat(HalfPrecision.of(value)) - value))
            .as("%s", value)
            .isLessThanOrEqualTo(step / 2);
      }
    }
  }
}
