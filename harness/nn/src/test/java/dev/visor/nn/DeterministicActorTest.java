package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;

/** The actor against its definition in double precision, and SameDiff's gradient of that. */
class DeterministicActorTest {
  private static final int ROWS = 6;
  private static final int STATES = 4;
  private static final int ACTIONS = 2;
  private static final int LAYERS = 3;

  private final Random random = new Random(71);
  private final Workspace workspace = new Workspace();
  private final Parameters weights;
  private final Parameters gradient;
  private final DeterministicActor actor;
  private final DeterministicActor.Pass pass;
  private final float[] states = draw(ROWS * STATES);
  private final float[] byActions = draw(ROWS * ACTIONS);
  private final float[] byPreTanh = draw(ROWS * ACTIONS);

  DeterministicActorTest() {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "actor", STATES, 7, 5, ACTIONS);
    weights = layout.build().allocate(workspace);
    gradient = weights.zeros();
    for (String name : weights.names()) {
      Initialiser.glorot(weights, name, 3, 3, random);
    }
    actor = new DeterministicActor(network(weights));
    // Room for more rows than there are.
    pass = actor.pass(workspace, ROWS + 2);
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

  @Test
  void act_isThePerceptronAndTanh_withoutNoise() {
    DoubleGraph graph = new DoubleGraph().with(weights);
    SDVariable actions =
        graph.graph().math().tanh(graph.perceptron("actor", LAYERS, graph.rows(states, STATES)));
    float[] acted = Arrays.copyOf(pass.mode(states, ROWS), ROWS * ACTIONS);
    DoubleGraph.assertSame("actions", acted, graph.value(actions));
    assertThat(pass.act(states, new float[0], ROWS)).startsWith(acted);
    assertThat(pass.logDensities()).containsOnly(0);
  }

  @Test
  void backward_isTheGradientByWeightsAndStates() {
    DoubleGraph graph = new DoubleGraph().with(weights);
    SDVariable x = graph.variable("states", states, ROWS, STATES);
    SDVariable actions = graph.graph().math().tanh(graph.perceptron("actor", LAYERS, x));
    SDVariable loss = graph.along(actions, byActions, ACTIONS);
    pass.mode(states, ROWS);
    pass.backward(byActions, new float[ROWS], network(gradient), ROWS);
    Map<String, double[]> expected = graph.assertGradient(loss, gradient, "states");
    float[] below = new float[ROWS * STATES];
    pass.toInput(ROWS).read(0, below, 0, below.length);
    DoubleGraph.assertSame("states", below, DoubleGraph.of(expected, "states"));
  }

  @Test
  void backwardWithPreTanh_addsTheChargeBeforeTanh() {
    DoubleGraph graph = new DoubleGraph().with(weights);
    SDVariable raw = graph.perceptron("actor", LAYERS, graph.rows(states, STATES));
    SDVariable loss =
        graph
            .along(graph.graph().math().tanh(raw), byActions, ACTIONS)
            .add(graph.along(raw, byPreTanh, ACTIONS));
    pass.mode(states, ROWS);
    pass.backwardWithPreTanh(byActions, byPreTanh, network(gradient), ROWS);
    graph.assertGradient(loss, gradient);
  }

  @Test
  void whatIsNotANumber_staysInItsRow() {
    float[] clean = pass.mode(states, ROWS).clone();
    states[2 * STATES] = Float.NaN;
    Arrays.fill(clean, 2 * ACTIONS, 3 * ACTIONS, Float.NaN);
    assertThat(pass.mode(states, ROWS)).startsWith(Arrays.copyOf(clean, ROWS * ACTIONS));
  }

  @Test
  void batches_thatDoNotFit_areRefused() {
    assertThatThrownBy(() -> pass.mode(states, ROWS + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("24 values of states, where 7 rows of 4 are needed");
    assertThatThrownBy(() -> pass.mode(new float[1000], ROWS + 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a batch of 9 rows, where there is room for 1 to 8");
    assertThatThrownBy(() -> pass.backward(states, new float[0], network(gradient), 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradient by actions");
  }
}
