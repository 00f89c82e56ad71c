package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The actor against its definition in double precision, and SameDiff's gradient of that. */
class TanhGaussianActorTest {
  private static final int ROWS = 6;
  private static final int STATES = 4;
  private static final int ACTIONS = 3;
  private static final int LAYERS = 3;
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  private final Random random = new Random(72);
  private final Workspace workspace = new Workspace();
  private final Parameters weights;
  private final Parameters gradient;
  private final float[] states = draw(ROWS * STATES);
  private final float[] noise = draw(ROWS * ACTIONS);
  private final float[] byActions = draw(ROWS * ACTIONS);
  private final float[] byLogDensities = draw(ROWS);

  TanhGaussianActorTest() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "actor", STATES, 7, 5, 2 * ACTIONS);
    weights = layout.build().allocate(workspace);
    gradient = weights.zeros();
    for (String name : weights.names()) {
      Initialiser.glorot(weights, name, 3, 3, random);
    }
  }

  /** A form of the actor, with its deviation once more as a graph. */
  private enum Form {
    SOFTPLUS(Deviation.Softplus.startingAt(1, 0.1f)) {
      @Override
      SDVariable std(SameDiff graph, SDVariable x) {
        return graph.nn().softplus(x.add(Math.log(Math.expm1(1)))).add((double) 0.1f);
      }
    },
    SIGMOID(new Deviation.Sigmoid(0.1f)) {
      @Override
      SDVariable std(SameDiff graph, SDVariable x) {
        return graph.nn().sigmoid(x.div(2)).mul(2).add((double) 0.1f);
      }
    },
    CLAMPED_LOG(new Deviation.ClampedLog(-0.5f, 0.25f)) {
      @Override
      SDVariable std(SameDiff graph, SDVariable x) {
        return graph.math().exp(graph.math().clipByValue(x, -0.5, 0.25));
      }
    },
    SQUASHED_LOG(new Deviation.SquashedLog(-5, 2)) {
      @Override
      SDVariable std(SameDiff graph, SDVariable x) {
        return graph.math().exp(graph.math().tanh(x).add(1).mul(3.5).sub(5));
      }
    };

    private final Deviation deviation;

    Form(Deviation deviation) {
      this.deviation = deviation;
    }

    abstract SDVariable std(SameDiff graph, SDVariable x);

    TanhGaussianActor actor(Parameters parameters) {
      return new TanhGaussianActor(network(parameters), deviation);
    }
  }

  static Stream<Form> forms() {
    return Stream.of(Form.values());
  }

  private static Mlp network(Parameters parameters) {
    return new Mlp(parameters, "actor", LAYERS, Activation.ELU);
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The actor once more, as a graph with variables for weights and states. */
  private final class Plain {
    final DoubleGraph graph = new DoubleGraph().with(weights);
    final SameDiff ops = graph.graph();
    final SDVariable mean;
    final SDVariable std;

    Plain(Form form) {
      SDVariable x = graph.variable("states", states, ROWS, STATES);
      SDVariable raw = graph.perceptron("actor", LAYERS, x);
      mean = graph.columns(raw, 2 * ACTIONS, 0, ACTIONS);
      std = form.std(ops, graph.columns(raw, 2 * ACTIONS, ACTIONS, 2 * ACTIONS));
    }

    /** ln of the density of tanh u, by the definition: that of u over tanh's slope. */
    SDVariable logDensity(SDVariable u) {
      SDVariable distance = u.sub(mean).div(std);
      SDVariable action = ops.math().tanh(u);
      return distance
          .mul(distance)
          .mul(-0.5)
          .sub(ops.math().log(std))
          .sub(HALF_LOG_2_PI)
          .sub(ops.math().log(action.mul(action).rsub(1)))
          .sum(true, 1);
    }

    /** Compares the gradient by weights and states. */
    void assertGradient(SDVariable loss, Actor.Pass pass) {
      Map<String, double[]> expected = graph.assertGradient(loss, gradient, "states");
      float[] below = new float[ROWS * STATES];
      pass.toInput(ROWS).read(0, below, 0, below.length);
      DoubleGraph.assertSame("states", below, DoubleGraph.of(expected, "states"));
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void act_givesActionsAndDensitiesOfTheDefinition_andTheirGradient(Form form) {
    Plain plain = new Plain(form);
    SDVariable u = plain.mean.add(plain.std.mul(plain.graph.rows(noise, ACTIONS)));
    SDVariable actions = plain.ops.math().tanh(u);
    SDVariable logDensity = plain.logDensity(u);
    SDVariable loss =
        plain
            .graph
            .along(actions, byActions, ACTIONS)
            .add(plain.graph.along(logDensity, byLogDensities, 1));

    // Room for more rows than there are.
    TanhGaussianActor.Pass pass = form.actor(weights).pass(workspace, ROWS + 2);
    float[] acted = pass.act(states, noise, ROWS);
    DoubleGraph.assertSame(
        "actions", Arrays.copyOf(acted, ROWS * ACTIONS), plain.graph.value(actions));
    DoubleGraph.assertSame(
        "ln π", Arrays.copyOf(pass.logDensities(), ROWS), plain.graph.value(logDensity));
    pass.backward(byActions, byLogDensities, network(gradient), ROWS);
    plain.assertGradient(loss, pass);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void logDensities_ofOthersActions_areThoseOfTheDefinition_andTheirGradient(Form form) {
    float[] others = new float[ROWS * ACTIONS];
    float[] drawn = new float[others.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = 1.9f * random.nextFloat() - 0.95f;
      drawn[i] = (float) (0.5 * (Math.log1p(others[i]) - Math.log1p(-others[i])));
    }
    Plain plain = new Plain(form);
    SDVariable logDensity = plain.logDensity(plain.graph.rows(drawn, ACTIONS));
    SDVariable loss = plain.graph.along(logDensity, byLogDensities, 1);

    TanhGaussianActor.Pass pass = form.actor(weights).pass(workspace, ROWS);
    DoubleGraph.assertSame(
        "ln π", pass.logDensities(states, others, ROWS), plain.graph.value(logDensity));
    pass.backward(byLogDensities, network(gradient), ROWS);
    plain.assertGradient(loss, pass);
  }

  @Test
  void densities_ofOwnActionsAsAnothers_areTheSame() {
    TanhGaussianActor.Pass pass = Form.SIGMOID.actor(weights).pass(workspace, ROWS);
    float[] acted = pass.act(states, noise, ROWS).clone();
    float[] drawn = pass.logDensities().clone();
    float[] given = pass.logDensities(states, acted, ROWS);
    for (int row = 0; row < ROWS; row++) {
      assertThat(given[row]).isCloseTo(drawn[row], within(1e-3f));
    }
  }

  @Test
  void mode_isTheActionWithoutNoise() {
    TanhGaussianActor.Pass pass = Form.SOFTPLUS.actor(weights).pass(workspace, ROWS);
    float[] still = pass.act(states, new float[ROWS * ACTIONS], ROWS).clone();
    assertThat(pass.mode(states, ROWS)).containsExactly(still);
  }

  /** One action value whose mean is the state, and whose deviation is 1. */
  private TanhGaussianActor.Pass identity() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "one", 1, 2);
    Parameters one = layout.build().allocate(workspace);
    one.set("one/0/kernel", new float[] {1, 0});
    Mlp network = new Mlp(one, "one", 1, Activation.ELU);
    return new TanhGaussianActor(network, new Deviation.ClampedLog(-20, 2)).pass(workspace, 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {-60, -15, -9, 0, 9, 15, 60})
  void density_whereTanhHasNoDigitsLeft_isThatOfTheDefinition(float mean) {
    TanhGaussianActor.Pass pass = identity();
    float[] action = pass.act(new float[] {mean}, new float[] {0}, 1);
    double size = Math.abs(mean);
    // −ln(1 − tanh² u) = 2 ln cosh u
    double logCosh = size + Math.log1p(Math.exp(-2 * size)) - Math.log(2);
    assertThat(action[0]).isBetween(-1f, 1f);
    assertThat((double) pass.logDensities()[0])
        .isCloseTo(2 * logCosh - HALF_LOG_2_PI, within(1e-6 * (1 + size)));
  }

  @Test
  void density_ofAnActionAtItsBound_isFinite() {
    TanhGaussianActor.Pass pass = identity();
    for (float bound : new float[] {-1, 1}) {
      float density = pass.logDensities(new float[] {0}, new float[] {bound}, 1)[0];
      assertThat(density).isFinite();
      assertThat(pass.mean()[0]).isZero();
      assertThat(pass.std()[0]).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void whatIsNotANumber_staysInItsRow(Form form) {
    TanhGaussianActor.Pass pass = form.actor(weights).pass(workspace, ROWS);
    float[] actions = pass.act(states, noise, ROWS).clone();
    float[] densities = pass.logDensities().clone();
    states[2 * STATES] = Float.NaN;
    Arrays.fill(actions, 2 * ACTIONS, 3 * ACTIONS, Float.NaN);
    densities[2] = Float.NaN;
    assertThat(pass.act(states, noise, ROWS)).containsExactly(actions);
    assertThat(pass.logDensities()).containsExactly(densities);
  }

  @Test
  void networks_andBatches_thatDoNotFit_areRefused() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "odd", 2, 3);
    Mlp odd = new Mlp(layout.build().allocate(workspace), "odd", 1, Activation.ELU);
    Deviation deviation = new Deviation.Sigmoid(0);
    assertThatThrownBy(() -> new TanhGaussianActor(odd, deviation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 outputs");
    TanhGaussianActor.Pass pass = Form.SIGMOID.actor(weights).pass(workspace, ROWS);
    assertThatThrownBy(() -> pass.act(states, new float[ACTIONS], ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 values of noise, where 6 rows of 3 are needed");
    assertThatThrownBy(() -> pass.act(states, noise, ROWS + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pass.logDensities(states, new float[1], ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("values of actions");
  }
}
