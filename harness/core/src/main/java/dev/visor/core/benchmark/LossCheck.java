package dev.visor.core.benchmark;

import dev.visor.api.BenchmarkDescriptor.Precision;
import dev.visor.core.ExitCode;
import dev.visor.core.VisorException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether two sides do the same work: from the same weights and inputs, the losses of their first
 * steps are the same as far as the arithmetic allows, and the second and third depend on the
 * gradients and the update of the steps before.
 */
final class LossCheck {
  /** How many steps are compared. */
  static final int STEPS = 3;

  private final double tolerance;

  LossCheck(Precision precision) {
    this.tolerance =
        switch (precision) {
          case F32 -> 1e-3;
          case BF16 -> 1e-2;
        };
  }

  /**
   * Compares.
   *
   * @throws VisorException with exit code 1, with all losses, if they differ
   */
  void check(String ourName, double[] ours, String theirName, double[] theirs) {
    for (int i = 0; i < ours.length; i++) {
      if (!agree(ours[i], theirs[i])) {
        throw VisorException.of(
            ExitCode.TRIALS_NOT_OK,
            "the two sides do not do the same work: their losses differ by more than %s of them"
                    .formatted(tolerance)
                + line(ourName, ours)
                + line(theirName, theirs),
            "step " + (i + 1),
            "look for what one of them computes otherwise; nothing was timed");
      }
    }
  }

  /** No loss on either side is agreement, too: such a benchmark is only timed. */
  private boolean agree(double ours, double theirs) {
    if (Double.isNaN(ours) && Double.isNaN(theirs)) {
      return true;
    }
    return Double.isFinite(ours)
        && Double.isFinite(theirs)
        && Math.abs(ours - theirs) <= tolerance * Math.max(Math.abs(ours), Math.abs(theirs));
  }

  private static String line(String name, double[] losses) {
    return Arrays.stream(losses)
        .mapToObj(loss -> String.format(Locale.ROOT, "%.7g", loss))
        .collect(Collectors.joining("  ", "\n    ", "  " + name));
  }
}
