package dev.visor.plugin.dreamer;

import dev.visor.nn.Adam;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * λ_u, the weight of the penalty u in an imagined reward. It is fixed, or its logarithm follows the
 * gradient of Offline DV2's code (Lu et al. 2023), which lowers it while the weighted penalty is
 * above what is wanted and raises it below:
 *
 * <pre>
 * L = ln λ_u · (sg(λ_u ū) − wanted)
 * </pre>
 */
final class PenaltyWeight {
  private static final double RATE = 3e-4;
  private static final double CLIP = 100;
  private static final String NAME = "log_lambda";

  private final boolean adapts;
  private final double fixed;
  private final double wanted;
  private final Parameters logarithm;
  private final Parameters gradient;
  private final Adam adam;

  PenaltyWeight(Workspace workspace, DreamerParameters parameters) {
    adapts = parameters.autoLambda();
    fixed = parameters.lambda();
    wanted = parameters.lambdaTarget();
    logarithm = Layout.builder().add(NAME, 1).build().allocate(workspace);
    gradient = logarithm.zeros();
    adam = new Adam(logarithm, RATE, CLIP);
    if (adapts && !(fixed > 0)) {
      throw new IllegalArgumentException(
          "lambda " + fixed + " cannot adapt; begin above 0, or set auto_lambda to false");
    }
    if (adapts) {
      logarithm.set(NAME, new float[] {(float) StrictMath.log(fixed)});
    }
  }

  /** λ_u as it now is. */
  double value() {
    return adapts ? StrictMath.exp(logarithm.get(NAME)[0]) : fixed;
  }

  /** Makes a step, if it adapts: ū is the mean penalty. */
  void adapt(double penalty) {
    if (adapts) {
      gradient.set(NAME, new float[] {(float) (value() * penalty - wanted)});
      adam.update(gradient);
    }
  }

  void save(DataOutputStream out) throws IOException {
    logarithm.write(out);
    adam.save(out);
  }

  void restore(DataInputStream in) throws IOException {
    logarithm.read(in);
    adam.restore(in);
  }
}
