package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
  private final Workspace workspace = new Workspace();

  private Parameters vector(float... values) {
    Parameters parameters = Layout.builder().add("x", values.length).build().allocate(workspace);
    parameters.set("x", values);
    return parameters;
  }

  @Test
  void update_severalTimes_isKerasFormOfAdam() {
    Parameters parameters = vector(1, -2);
    Adam adam = new Adam(parameters, 0.1, 1000);
    double[] x = {1, -2};
    double[] m = new double[2];
    double[] v = new double[2];
    float[][] gradients = {{0.5f, -3}, {0.1f, 2}, {-4, 0}};
    for (int t = 1; t <= gradients.length; t++) {
      adam.update(vector(gradients[t - 1]));
      double size = 0.1 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      for (int i = 0; i < 2; i++) {
        double g = gradients[t - 1][i];
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.999 * v[i] + 0.001 * g * g;
        x[i] -= size * m[i] / (Math.sqrt(v[i]) + 1e-7);
        assertThat((double) parameters.get("x")[i]).isCloseTo(x[i], within(1e-5));
      }
    }
  }

  @Test
  void update_ofALongGradient_scalesItToTheLimitAndReturnsItsNorm() {
    Parameters clipped = vector(0, 0);
    Parameters plain = vector(0, 0);
    Adam withLimit = new Adam(clipped, 0.1, 5);
    Adam without = new Adam(plain, 0.1, 1e9);
    assertThat(withLimit.update(vector(30, 40))).isCloseTo(50, within(1e-9));
    without.update(vector(3, 4));
    // A first step has the same size whatever the gradient's; the second remembers the first.
    withLimit.update(vector(1, 1));
    without.update(vector(1, 1));
    assertThat(clipped.get("x")).containsExactly(plain.get("x"), within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void update_ofAGradientThatIsNotFinite_changesNothing(float value) {
    Parameters parameters = vector(1, 2);
    Parameters other = vector(1, 2);
    Adam adam = new Adam(parameters, 0.1, 100);
    Adam spared = new Adam(other, 0.1, 100);
    adam.update(vector(3, -1));
    spared.update(vector(3, -1));
    assertThat(adam.update(vector(1, value))).matches(norm -> !Double.isFinite(norm));
    assertThat(parameters.get("x")).containsExactly(other.get("x"));
    // Neither are its moments and its count of updates.
    adam.update(vector(-2, 5));
    spared.update(vector(-2, 5));
    assertThat(parameters.get("x")).containsExactly(other.get("x"));
  }

  @Test
  void update_ofTheLargestFiniteGradient_isClipped() {
    Parameters parameters = vector(1, 2);
    double norm = new Adam(parameters, 0.1, 100).update(vector(Float.MAX_VALUE, -Float.MAX_VALUE));
    assertThat(norm).isCloseTo(Float.MAX_VALUE * Math.sqrt(2), within(1e30));
    assertThat(parameters.get("x")).containsExactly(new float[] {0.9f, 2.1f}, within(1e-5f));
  }

  @Test
  void power_ofAnyNumberOfUpdates_isStrictMaths() {
    for (double base : new double[] {0.9, 0.999}) {
      for (long exponent = 0; exponent < 2_000_000; exponent += 1 + exponent / 3) {
        double exact = StrictMath.pow(base, exponent);
        assertThat(Adam.power(base, exponent)).isCloseTo(exact, within(1e-12));
      }
    }
  }

  @Test
  void restore_ofWhatWasSaved_goesOnWithTheSameBits() throws IOException {
    Parameters one = vector(1, 2);
    Adam adam = new Adam(one, 0.1, 100);
    adam.update(vector(3, -1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    adam.save(new DataOutputStream(out));
    Parameters other = vector(one.get("x"));
    Adam again = new Adam(other, 0.1, 100);
    again.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    adam.update(vector(-2, 5));
    again.update(vector(-2, 5));
    assertThat(other.get("x")).containsExactly(one.get("x"));
  }

  @Test
  void update_ofMoreValuesThanOneChunk_isTheSameForEach() {
    float[] values = new float[3 * Parameters.CHUNK + 5];
    Arrays.fill(values, 0.5f);
    Parameters parameters = vector(values);
    new Adam(parameters, 0.1, 1e9).update(vector(values));
    assertThat(parameters.get("x")).containsOnly(parameters.get("x")[0]);
    assertThat(parameters.get("x")[0]).isLessThan(0.5f);
  }
}
