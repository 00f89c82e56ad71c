package dev.visor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;

/** Critics against their definition in double precision, and SameDiff's gradient of that. */
class CriticsTest {
  private static final int ROWS = 9;
  private static final int STATES = 4;
  private static final int ACTIONS = 3;

  private final Random random = new Random(83);
  private final Workspace workspace = new Workspace();
  private final float[] states = draw(ROWS * STATES);
  private final float[] actions = draw(ROWS * ACTIONS);
  private final float[] slopes = draw(ROWS);
  private final float[] toStates = new float[ROWS * STATES];
  private final float[] toActions = new float[ROWS * ACTIONS];

  private static Critics.Shape shape(int count) {
    return new Critics.Shape(count, STATES, ACTIONS, 2, 6, Activation.ELU);
  }

  private float[] draw(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private TwinCritics critics(int count) {
    TwinCritics critics = new TwinCritics(workspace, shape(count), random);
    for (String name : critics.current().parameters().names()) {
      Initialiser.glorot(critics.current().parameters(), name, 3, 3, random);
    }
    return critics;
  }

  /** The critics once more, as a graph with variables for weights, states and actions. */
  private final class Plain {
    final DoubleGraph graph = new DoubleGraph();
    final SDVariable[] values;

    Plain(TwinCritics critics) {
      graph.with(critics.current().parameters());
      SDVariable joined =
          graph
              .graph()
              .concat(
                  1,
                  graph.variable("states", states, ROWS, STATES),
                  graph.variable("actions", actions, ROWS, ACTIONS));
      values = new SDVariable[critics.current().shape().count()];
      for (int k = 0; k < values.length; k++) {
        values[k] = graph.perceptron("critic" + (k + 1), 3, joined);
      }
    }

    SDVariable lowest() {
      SDVariable lowest = values[0];
      for (int k = 1; k < values.length; k++) {
        lowest = graph.graph().math().min(lowest, values[k]);
      }
      return lowest;
    }
  }

  private void assertInputs(Map<String, double[]> expected) {
    DoubleGraph.assertSame("states", toStates, DoubleGraph.of(expected, "states"));
    DoubleGraph.assertSame("actions", toActions, DoubleGraph.of(expected, "actions"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void lowest_isThatOfTheDefinition_withItsGradient(int count) {
    TwinCritics critics = critics(count);
    Plain plain = new Plain(critics);
    // Room for more rows than there are.
    Critics.Pass pass = critics.current().pass(workspace, ROWS + 2);
    pass.forward(states, actions, ROWS);
    float[] lowest = pass.lowest(ROWS);
    DoubleGraph.assertSame(
        "lowest", Arrays.copyOf(lowest, ROWS), plain.graph.value(plain.lowest()));
    pass.startAtLowest(slopes, ROWS);
    pass.backward(critics.gradient(), toStates, ROWS);
    pass.backwardToActions(toActions, ROWS);
    SDVariable loss = plain.graph.along(plain.lowest(), slopes, 1);
    assertInputs(
        plain.graph.assertGradient(loss, critics.gradient().parameters(), "states", "actions"));

    Arrays.fill(toStates, 7);
    Arrays.fill(toActions, 7);
    pass.forward(states, actions, ROWS);
    pass.lowest(ROWS);
    pass.startAtLowest(slopes, ROWS);
    pass.backwardToInputs(toStates, toActions, ROWS);
    assertInputs(plain.graph.gradient(loss, "states", "actions"));
  }

  @Test
  void everyCritic_canHaveASlopeOfItsOwn_andGradientsAddUp() {
    TwinCritics critics = critics(2);
    Plain plain = new Plain(critics);
    float[] others = draw(ROWS);
    Critics.Pass pass = critics.current().pass(workspace, ROWS);
    for (int time = 0; time < 2; time++) {
      pass.forward(states, actions, ROWS);
      System.arraycopy(slopes, 0, pass.valueGradient(0), 0, ROWS);
      System.arraycopy(others, 0, pass.valueGradient(1), 0, ROWS);
      pass.backward(critics.gradient(), ROWS);
    }
    SDVariable first = plain.graph.along(plain.values[0], slopes, 1);
    SDVariable loss = first.add(plain.graph.along(plain.values[1], others, 1)).mul(2);
    plain.graph.assertGradient(loss, critics.gradient().parameters());
  }

  @Test
  void targets_startAsCopies_andFollow() {
    TwinCritics critics = new TwinCritics(workspace, shape(2), random);
    Parameters current = critics.current().parameters();
    Parameters targets = critics.targets().parameters();
    assertThat(targets.values().toArray()).containsExactly(current.values().toArray());
    assertThat(current.get("critic1/0/kernel")).isNotEqualTo(current.get("critic2/0/kernel"));
    float[] before = targets.get("critic2/1/kernel");
    current.set("critic2/1/kernel", draw(before.length));
    critics.approachTargets(0.25);
    for (int i = 0; i < before.length; i++) {
      float goal = current.get("critic2/1/kernel")[i];
      assertThat(targets.get("critic2/1/kernel")[i])
          .isCloseTo(before[i] + 0.25f * (goal - before[i]), within(1e-6f));
    }
  }

  @Test
  void restored_theyAreWhatWasSaved() throws IOException {
    TwinCritics critics = critics(2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    critics.save(new DataOutputStream(out));
    TwinCritics others = critics(2);
    others.restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray())));
    assertThat(others.current().parameters().values().toArray())
        .containsExactly(critics.current().parameters().values().toArray());
    assertThat(others.targets().parameters().values().toArray())
        .containsExactly(critics.targets().parameters().values().toArray());
    assertThatThrownBy(
            () ->
                critics(3)
                    .restore(new DataInputStream(new ByteArrayInputStream(out.toByteArray()))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other parameters");
  }

  @Test
  void whatIsNotANumber_isTheLowest_inItsRowAlone() {
    Critics.Pass pass = critics(2).current().pass(workspace, ROWS);
    pass.forward(states, actions, ROWS);
    float[] clean = pass.lowest(ROWS).clone();
    states[3 * STATES] = Float.NaN;
    pass.forward(states, actions, ROWS);
    clean[3] = Float.NaN;
    assertThat(pass.lowest(ROWS)).containsExactly(clean);
  }

  @Test
  void shapesAndBatches_thatDoNotFit_areRefused() {
    assertThatThrownBy(() -> shape(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 critics");
    assertThatThrownBy(() -> new Critics(shape(3), critics(2).current().parameters()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("critic3/0/kernel");
    Critics.Pass pass = critics(2).current().pass(workspace, ROWS);
    assertThatThrownBy(() -> pass.forward(states, states, ROWS + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("room for 1 to 9");
    assertThatThrownBy(() -> pass.forward(states, slopes, ROWS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 values of actions, where 9 rows of 3 are needed");
    assertThatThrownBy(() -> pass.backwardToActions(slopes, ROWS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
