package dev.visor.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import org.junit.jupiter.api.Test;

class LossCheckTest {
  private static final double NONE = Double.NaN;

  @Test
  void losses_in_single_precision_may_differ_by_a_thousandth() {
    agree(Precision.F32, new double[] {1000, -10, 0}, new double[] {1000.9, -10.009, 0});
    differ(Precision.F32, new double[] {1000, 10, 10}, new double[] {1000, 10, 10.02});
  }

  @Test
  void losses_in_half_of_it_may_differ_by_a_hundredth() {
    agree(Precision.BF16, new double[] {1000}, new double[] {1009});
    differ(Precision.BF16, new double[] {1000}, new double[] {1011});
  }

  @Test
  void a_loss_that_only_one_side_has_is_a_difference() {
    agree(Precision.F32, new double[] {NONE}, new double[] {NONE});
    differ(Precision.F32, new double[] {NONE}, new double[] {1});
    differ(Precision.F32, new double[] {1}, new double[] {NONE});
    differ(Precision.F32, new double[] {1}, new double[] {Double.POSITIVE_INFINITY});
  }

  @Test
  void a_difference_is_told_with_all_losses_of_both() {
    VisorException told =
        differ(Precision.F32, new double[] {3, 2.5, 2.25}, new double[] {3, 2.75, 2.5});

    assertThat(told.exit()).isEqualTo(ExitCode.TRIALS_NOT_OK);
    assertThat(told.what())
        .contains("3.000000  2.500000  2.250000  ours")
        .contains("3.000000  2.750000  2.500000  theirs");
    assertThat(told.place()).isEqualTo("step 2");
  }

  private static void agree(Precision precision, double[] ours, double[] theirs) {
    assertThatCode(() -> check(precision, ours, theirs)).doesNotThrowAnyException();
  }

  private static VisorException differ(Precision precision, double[] ours, double[] theirs) {
    VisorException told =
        catchThrowableOfType(VisorException.class, () -> check(precision, ours, theirs));
    assertThat(told).isNotNull();
    return told;
  }

  private static void check(Precision precision, double[] ours, double[] theirs) {
    new LossCheck(precision).check("ours", ours, "theirs", theirs);
  }
}
