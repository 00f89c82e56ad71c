package dev.visor.nn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Adam (Kingma and Ba 2015) after clipping the norm of the whole gradient, with Keras's form and
 * constants: β₁ = 0.9, β₂ = 0.999, and ε = 1e-7 beside the uncorrected root.
 *
 * <pre>
 * g ← g min(1, clip / ‖g‖)     m ← β₁ m + (1 − β₁) g     v ← β₂ v + (1 − β₂) g²
 * θ ← θ − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)
 * </pre>
 *
 * <p>All of it is one loop over the values, in pieces that fit the first cache.
 */
public final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-7f;
  private static final int CHUNK = Parameters.CHUNK;

  private final Parameters parameters;
  private final Team team;
  private final float[][] first;
  private final float[][] second;
  private final double[] squares;
  private final float[][] values;
  private final float[][] slopes;
  private final Team.Task measuring = this::measure;
  private final Team.Task changing = this::change;
  private final double rate;
  private final double clip;
  private long updates;
  private Parameters gradient;
  private float scale;
  private float size;

  /** As the other, for a single thread. */
  public Adam(Parameters parameters, double rate, double clip) {
    this(parameters, rate, clip, new Team(1));
  }

  /**
   * @param parameters what is changed, in place
   * @param rate the learning rate
   * @param clip greatest norm of a gradient that is used as it is
   * @param team that shares the values; the result does not depend on it
   */
  public Adam(Parameters parameters, double rate, double clip, Team team) {
    this.parameters = parameters;
    this.team = team;
    gradient = parameters;
    this.rate = rate;
    this.clip = clip;
    int chunks = (parameters.count() + CHUNK - 1) / CHUNK;
    first = new float[chunks][CHUNK];
    second = new float[chunks][CHUNK];
    squares = new double[chunks];
    values = new float[team.members()][CHUNK];
    slopes = new float[team.members()][CHUNK];
  }

  /**
   * Makes one update, unless the gradient is not finite.
   *
   * @param newGradient of the parameters' layout
   * @return the gradient's norm before clipping; where it is not finite nothing was changed
   */
  public double update(Parameters newGradient) {
    gradient = newGradient;
    double norm = norm();
    if (!Double.isFinite(norm)) {
      return norm;
    }
    updates++;
    scale = (float) (norm > clip ? clip / norm : 1);
    size = (float) (rate * Math.sqrt(1 - power(BETA2, updates)) / (1 - power(BETA1, updates)));
    team.run(changing);
    return norm;
  }

  /** Changes a member's share of the values. */
  private void change(int member) {
    float[] value = values[member];
    float[] slope = slopes[member];
    for (int i = team.first(member, first.length); i < team.first(member + 1, first.length); i++) {
      int from = i * CHUNK;
      int count = Math.min(CHUNK, parameters.count() - from);
      parameters.values().read(from, value, 0, count);
      gradient.values().read(from, slope, 0, count);
      update(value, slope, first[i], second[i], scale, size);
      parameters.values().write(from, value, 0, count);
    }
  }

  /** By squaring: {@link StrictMath#pow} allocates arrays. */
  static double power(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /** Beyond the last value it computes with what is left of the chunk before; nobody reads that. */
  private static void update(
      float[] parameter, float[] gradient, float[] m, float[] v, float scale, float size) {
    float keep1 = (float) BETA1;
    float keep2 = (float) BETA2;
    float take1 = (float) (1 - BETA1);
    float take2 = (float) (1 - BETA2);
    for (int i = 0; i < CHUNK; i++) {
      float g = gradient[i] * scale;
      m[i] = keep1 * m[i] + take1 * g;
      v[i] = keep2 * v[i] + take2 * g * g;
      parameter[i] -= size * m[i] / ((float) Math.sqrt(v[i]) + EPSILON);
    }
  }

  /** The Euclidean norm, summed in doubles. */
  private double norm() {
    team.run(measuring);
    double sum = 0;
    for (double part : squares) {
      sum += part;
    }
    return Math.sqrt(sum);
  }

  /** Sums the squares of a member's share of the gradient. */
  private void measure(int member) {
    float[] slope = slopes[member];
    for (int i = team.first(member, first.length); i < team.first(member + 1, first.length); i++) {
      int from = i * CHUNK;
      int count = Math.min(CHUNK, parameters.count() - from);
      gradient.values().read(from, slope, 0, count);
      squares[i] = squares(slope, count);
    }
  }

  private static double squares(float[] x, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < count; i += 4) {
      a += (double) x[i] * x[i];
      b += (double) x[i + 1] * x[i + 1];
      c += (double) x[i + 2] * x[i + 2];
      d += (double) x[i + 3] * x[i + 3];
    }
    for (; i < count; i++) {
      a += (double) x[i] * x[i];
    }
    return a + b + (c + d);
  }

  /** Writes moments and count, but not the parameters. */
  public void save(DataOutputStream out) throws IOException {
    out.writeLong(updates);
    out.writeInt(parameters.count());
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (float[][] moment : new float[][][] {first, second}) {
      for (int i = 0; i < moment.length; i++) {
        int count = Math.min(CHUNK, parameters.count() - i * CHUNK);
        bytes.asFloatBuffer().put(moment[i], 0, count);
        out.write(bytes.array(), 0, count * Float.BYTES);
      }
    }
  }

  /**
   * Takes up what {@link #save} wrote.
   *
   * @throws IOException if it is of another number of parameters
   */
  public void restore(DataInputStream in) throws IOException {
    long saved = in.readLong();
    int count = in.readInt();
    if (count != parameters.count()) {
      throw new IOException(
          "moments of " + count + " parameters, where there are " + parameters.count());
    }
    updates = saved;
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (float[][] moment : new float[][][] {first, second}) {
      for (int i = 0; i < moment.length; i++) {
        int part = Math.min(CHUNK, count - i * CHUNK);
        in.readFully(bytes.array(), 0, part * Float.BYTES);
        bytes.asFloatBuffer().get(moment[i], 0, part);
      }
    }
  }
}
