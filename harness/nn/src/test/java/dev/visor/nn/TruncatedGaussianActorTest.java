package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The actor against its definition in double precision, and finite differences of that. */
class TruncatedGaussianActorTest {
  private static final Deviation DEVIATION = new Deviation.Sigmoid(0.1f);

  private final Random random = new Random(73);
  private final Workspace workspace = new Workspace();

  /** An actor of one action value, whose two states are what its network puts out. */
  private TruncatedGaussianActor identity() {
    return new TruncatedGaussianActor(identity(weights()), DEVIATION);
  }

  private static Mlp identity(Parameters weights) {
    return new Mlp(weights, "one", 1, Activation.ELU);
  }

  private Parameters weights() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "one", 2, 2);
    Parameters weights = layout.build().allocate(workspace);
    weights.set("one/0/kernel", new float[] {1, 0, 0, 1});
    return weights;
  }

  /** An action and its density, by bisection of the distribution function. */
  private record Plain(double action, double logDensity) {
    static Plain of(double x, double s, double noise) {
      double mean = Math.tanh(x);
      double std = 2 / (1 + Math.exp(-s / 2)) + (double) 0.1f;
      double low = StandardNormal.cumulative((-1 - mean) / std);
      double within = StandardNormal.cumulative((1 - mean) / std) - low;
      double wanted = StandardNormal.cumulative(noise);
      double least = -1;
      double most = 1;
      for (int i = 0; i < 200; i++) {
        double middle = (least + most) / 2;
        if ((StandardNormal.cumulative((middle - mean) / std) - low) / within < wanted) {
          least = middle;
        } else {
          most = middle;
        }
      }
      double z = (least - mean) / std;
      return new Plain(least, Math.log(StandardNormal.density(z) / (std * within)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.3",
    "0.5, -3, -1.2",
    "-0.5, 4, 2.5",
    "2, -4, 0.7",
    "-3, -8, -2",
    "-3, -8, 1.5",
    "4, 1, 0",
    "0.1, -20, 3"
  })
  void act_givesActionAndDensityOfTheDefinition_andTheirGradient(float x, float s, float noise) {
    Plain plain = Plain.of(x, s, noise);
    TruncatedGaussianActor.Pass pass = identity().pass(workspace, 1);

    float[] action = pass.act(new float[] {x, s}, new float[] {noise}, 1);

    assertThat((double) action[0]).isCloseTo(plain.action(), within(1e-5));
    assertThat((double) pass.logDensities()[0]).isCloseTo(plain.logDensity(), within(2e-5));

    double h = 1e-4;
    float byAction = 0.7f;
    float byDensity = -0.4f;
    pass.backward(new float[] {byAction}, new float[] {byDensity}, identity(weights().zeros()), 1);
    float[] slopes = new float[2];
    pass.toInput(1).read(0, slopes, 0, 2);
    double byX = loss(x + h, s, noise, byAction, byDensity);
    byX = (byX - loss(x - h, s, noise, byAction, byDensity)) / (2 * h);
    double byS = loss(x, s + h, noise, byAction, byDensity);
    byS = (byS - loss(x, s - h, noise, byAction, byDensity)) / (2 * h);
    assertThat((double) slopes[0]).isCloseTo(byX, within(1e-4 * (1 + Math.abs(byX))));
    assertThat((double) slopes[1]).isCloseTo(byS, within(1e-4 * (1 + Math.abs(byS))));
  }

  private static double loss(double x, double s, double noise, double byAction, double byDensity) {
    Plain plain = Plain.of(x, s, noise);
    return byAction * plain.action() + byDensity * plain.logDensity();
  }

  @Test
  void density_isOneOverAllActions() {
    int rows = 20_000;
    TruncatedGaussianActor.Pass pass = identity().pass(workspace, rows);
    float[] states = new float[2 * rows];
    float[] noise = new float[rows];
    for (int i = 0; i < rows; i++) {
      states[2 * i] = 1.2f;
      states[2 * i + 1] = -1;
      noise[i] = (float) random.nextGaussian();
    }
    pass.act(states, noise, rows);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += Math.exp(-pass.logDensities()[i]);
    }
    // E[1 / π(a)] is the length of the interval of actions.
    assertThat(sum / rows).isCloseTo(2, within(0.05));
  }

  @Test
  void noise_doesNotVanishWhereTheMeanIsAtABound() {
    TruncatedGaussianActor.Pass pass = identity().pass(workspace, 1);
    float[] states = {20, -30};

    float usual = pass.act(states, new float[] {-1}, 1)[0];

    assertThat(pass.mode(states, 1)[0]).isEqualTo(1);
    assertThat(usual).isCloseTo(1 - 0.141f, within(1e-3f));
    assertThat(pass.act(states, new float[] {9}, 1)[0]).isLessThan(1);
  }

  @Test
  void mode_isTheMeanOfTheGaussianThatIsCutOff() {
    TruncatedGaussianActor.Pass pass = identity().pass(workspace, 2);
    assertThat(pass.mode(new float[] {0.5f, 1, -2, 3}, 2))
        .containsExactly(Elementary.tanh(0.5f), Elementary.tanh(-2));
  }

  @Test
  void whatIsNotANumber_staysInItsRow() {
    TruncatedGaussianActor.Pass pass = identity().pass(workspace, 2);
    float[] noise = {0.5f, -0.5f};
    float[] actions = pass.act(new float[] {1, 1, 2, 2}, noise, 2).clone();
    float[] densities = pass.logDensities().clone();

    float[] again = pass.act(new float[] {Float.NaN, 1, 2, 2}, noise, 2);

    assertThat(again[0]).isNaN();
    assertThat(pass.logDensities()[0]).isNaN();
    assertThat(Arrays.copyOfRange(again, 1, 2)).containsExactly(actions[1]);
    assertThat(pass.logDensities()[1]).isEqualTo(densities[1]);
  }

  @Test
  void networks_andBatches_thatDoNotFit_areRefused() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "odd", 2, 3);
    Mlp odd = new Mlp(layout.build().allocate(workspace), "odd", 1, Activation.ELU);
    assertThatThrownBy(() -> new TruncatedGaussianActor(odd, DEVIATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 outputs");
    TruncatedGaussianActor.Pass pass = identity().pass(workspace, 1);
    assertThatThrownBy(() -> pass.act(new float[2], new float[0], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("values of noise");
    assertThatThrownBy(() -> pass.act(new float[4], new float[2], 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
