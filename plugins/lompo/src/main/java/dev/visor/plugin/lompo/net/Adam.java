package dev.visor.plugin.lompo.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Adam (Kingma and Ba 2015) after clipping the norm of the whole gradient, with Keras's form and
 * constants: β₁ = 0.9, β₂ = 0.999, and ε = 1e-7 beside the uncorrected root.
 */
public final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-7f;

  private final Tensors parameters;
  private final Tensors first;
  private final Tensors second;
  private final double rate;
  private final double clip;
  private long updates;

  /**
   * @param parameters what is changed, in place
   * @param rate the learning rate
   * @param clip greatest norm of a gradient that is used as it is
   */
  public Adam(Tensors parameters, double rate, double clip) {
    this.parameters = parameters;
    this.first = parameters.zeros();
    this.second = parameters.zeros();
    this.rate = rate;
    this.clip = clip;
  }

  /**
   * Makes one update, unless the gradient is not finite.
   *
   * @param gradient arrays of the parameters' names and shapes
   * @return the gradient's norm before clipping; where it is not finite nothing was changed
   */
  public double update(Tensors gradient) {
    double norm = gradient.norm();
    if (!Double.isFinite(norm)) {
      return norm;
    }
    updates++;
    float scale = (float) (norm > clip ? clip / norm : 1);
    float size =
        (float)
            (rate
                * Math.sqrt(1 - StrictMath.pow(BETA2, updates))
                / (1 - StrictMath.pow(BETA1, updates)));
    for (String name : parameters.names()) {
      update(
          parameters.get(name), gradient.get(name), first.get(name), second.get(name), scale, size);
    }
    return norm;
  }

  private static void update(
      float[] parameter, float[] gradient, float[] m, float[] v, float scale, float size) {
    float keep1 = (float) BETA1;
    float keep2 = (float) BETA2;
    float take1 = (float) (1 - BETA1);
    float take2 = (float) (1 - BETA2);
    for (int i = 0; i < parameter.length; i++) {
      float g = gradient[i] * scale;
      m[i] = keep1 * m[i] + take1 * g;
      v[i] = keep2 * v[i] + take2 * g * g;
      parameter[i] -= size * m[i] / ((float) Math.sqrt(v[i]) + EPSILON);
    }
  }

  /** Writes moments and count, but not the parameters. */
  public void save(DataOutputStream out) throws IOException {
    out.writeLong(updates);
    first.write(out);
    second.write(out);
  }

  /** Takes up what {@link #save} wrote. */
  public void restore(DataInputStream in) throws IOException {
    updates = in.readLong();
    first.set(Tensors.read(in));
    second.set(Tensors.read(in));
  }
}
