package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  /** Makes a picture of each precision, and prints what stands in the way. */
  static final class Trying {
    public static void main(String[] arguments) {
      try (Workspace workspace = new Workspace()) {
        for (Precision precision : Precision.values()) {
          System.out.println(precision + " " + precision.available());
          new Pictures(workspace, precision, 1, 8, 3);
        }
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void bfloat16_whereTheProcessorLacksInstructions_isRefusedWithTheirNamesAndTheRemedy()
      throws IOException, InterruptedException {
    ChildJvm.Outcome outcome =
        ChildJvm.likeThis().with("DNNL_MAX_CPU_ISA", "AVX2").run(Trying.class);
    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(outcome.output().lines())
        .containsExactly(
            "FLOAT true",
            "BFLOAT16 false",
            "bfloat16 needs the instructions AVX-512 F, BW, DQ and VL, which this processor does"
                + " not have (or DNNL_MAX_CPU_ISA hides); use float, which every processor has");
  }

  @Test
  void bfloat16_keepsEightSignificantBits_andRoundsToEvenBetweenTwo() {
    assumeThat(Precision.BFLOAT16.available())
        .as("this processor computes with bfloat16, which takes AVX-512")
        .isTrue();
    try (Workspace workspace = new Workspace()) {
      Pictures pictures = new Pictures(workspace, Precision.BFLOAT16, 1, 1, 6);
      float last = 0x1p-7f;
      float[] values = {
        1 + last,
        1 + last / 2,
        1 + 3 * last / 2,
        -3e38f,
        Float.NEGATIVE_INFINITY,
        Float.intBitsToFloat(0x7fffffff)
      };
      pictures.write(0, values, 0, values.length);
      pictures.read(0, values, 0, values.length);
      assertThat(values[0]).isEqualTo(1 + last);
      assertThat(values[1]).isEqualTo(1);
      assertThat(values[2]).isEqualTo(1 + 2 * last);
      assertThat(values[3]).isEqualTo(-3e38f, within(1e36f));
      assertThat(values[4]).isEqualTo(Float.NEGATIVE_INFINITY);
      assertThat(values[5]).isNaN();
    }
  }
}
