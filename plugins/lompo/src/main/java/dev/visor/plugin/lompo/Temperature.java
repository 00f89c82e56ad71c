package dev.visor.plugin.lompo;

import dev.visor.nn.Adam;
import dev.visor.nn.Layout;
import dev.visor.nn.Parameters;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * α, the weight of a policy's entropy, which adapts until the entropy is as wanted (Haarnoja et al.
 * 2018, arXiv 1812.05905, equation 18). It is kept as its logarithm, which keeps it positive.
 *
 * <pre>
 * L = − α (mean ln π(a | s) + H̄)
 * </pre>
 */
final class Temperature {
  private static final String NAME = "log_temperature";

  private final double wanted;
  private final Parameters logarithm;
  private final Parameters gradient;
  private final Adam adam;

  /**
   * @param workspace where it lives
   * @param actions length of an action, for each value of which there is some entropy wanted
   */
  Temperature(Workspace workspace, LompoParameters parameters, int actions) {
    wanted = parameters.targetEntropy() * actions;
    logarithm = Layout.builder().add(NAME, 1).build().allocate(workspace);
    gradient = logarithm.zeros();
    adam = new Adam(logarithm, parameters.actorRate(), parameters.gradientClip());
    logarithm.set(NAME, new float[] {(float) StrictMath.log(parameters.initialTemperature())});
  }

  /** α as it now is. */
  float value() {
    return (float) StrictMath.exp(logarithm.get(NAME)[0]);
  }

  /**
   * Makes a step.
   *
   * @param logDensity the mean of ln π, in nats
   */
  void adapt(double logDensity) {
    gradient.set(NAME, new float[] {(float) (-value() * (logDensity + wanted))});
    adam.update(gradient);
  }

  void save(DataOutputStream out) throws IOException {
    logarithm.write(out);
    adam.save(out);
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    logarithm.read(in);
    adam.restore(in);
  }
}
